"""What does a person read who matches a file? What was made of it, what was found, and what is wrong with it."""

from collections.abc import Mapping

from greening.words import N_

REFUSALS: Mapping[str, str] = {
    "match.no_columns_organisation": N_(
        'No column of a company is known among these: %(columns)s. Give a mapping that says where they go, such as {"%(first)s": "company"}, '
        "or say --kind person."
    ),
    "match.no_columns_person": N_(
        'No column of a person is known among these: %(columns)s. Give a mapping that says where they go, such as {"%(first)s": "name"}, '
        "or say --kind organisation."
    ),
    "match.no_id": N_(
        "A row has nothing under “%(column)s”, which is taken for its id. Fill it in, or leave the column out with a mapping: "
        '{"%(column)s": null}; then the numbers of the rows are their ids.'
    ),
    "match.same_id": N_(
        "%(count)s ids stand on more than one row, such as %(ids)s. Make them unique, or leave the column out with a mapping: "
        '{"%(column)s": null}; then the numbers of the rows are their ids.'
    ),
    "match.in_both": N_(
        "%(count)s ids stand in both files, such as %(ids)s. A row that was compared before and one that is new need ids of their own."
    ),
    "match.no_source": N_(
        "--link-only pairs rows of different sources, and no column says the source. Add one named src, or name it in a mapping: "
        '{"%(first)s": "src"}.'
    ),
    "truth.no_header": N_(
        "%(name)s has to begin with a header such as id_l,id_r, and its first two columns have to be ids."
    ),
    "labels.no_header": N_(
        "%(name)s has to begin with a header such as id_l,id_r,same: two columns of ids, then one that says yes or no."
    ),
    "labels.unclear": N_("Row %(row)s of %(name)s answers “%(said)s”. Say yes or no there, or leave it empty."),
    "entities.no_header": N_("%(name)s has to begin with the header id,entity, as it is written by an earlier run."),
    "entities.unclear": N_(
        "Row %(row)s of %(name)s gives “%(id)s” the entity “%(said)s”. An entity is a whole number, and a row belongs to one of them."
    ),
    "spark.missing": N_("Spark is not installed here. make spark installs it; it needs Java 17."),
    "truth.unknown_ids": N_("No pair of %(name)s names two ids of the file; the first names %(ids)s."),
}

KINDS: Mapping[str, str] = {"organisation": N_("companies"), "person": N_("persons")}

RULED: Mapping[str, str] = {"ruling": N_("somebody has said so")}
"""What decides a pair that was answered."""

REPORT: Mapping[str, str] = {
    "guessed": N_("Taken for %(kind)s; --kind says otherwise"),
    "mixed": N_("Column %(column)s says what each row is: %(counts)s"),
    "stored": N_("%(records)s stored records, by the weights %(version)s; %(ruled)s pairs are as people ruled"),
    "read_anew": N_(
        "%(count)s of them wait to be read anew, as an older version had read them, or none: here they were read from the record itself"
    ),
    "evidence": N_("Compared: %(columns)s"),
    "not_evidence": N_("No evidence: %(columns)s"),
    "row_numbers": N_("No column of ids: the number of a row is its id, 1 for the first under the headers"),
    "unknown_pairs": N_("%(count)s true pairs name an id that no row has; they count as not found"),
    "reading": N_("Reading"),
    "comparing": N_("Comparing"),
    "strongest": N_("The %(shown)s strongest of %(pairs)s pairs"),
    "doubtful": N_("The %(shown)s most doubtful of %(pairs)s pairs"),
    "pair": N_("Ids"),
    "who": N_("What they are called"),
    "probability": N_("Probability"),
    "reasons": N_("Reasons, in bits for and against"),
    "total": N_(
        "%(rows)s rows, %(compared)s pairs compared, %(pairs)s found; %(clusters)s clusters, the largest of %(largest)s"
    ),
    "no_rows": N_(
        "There are no rows, so nothing was compared. Look whether this is what you meant, and whether it was saved with its rows."
    ),
    "threshold": N_("Found from a probability of %(threshold)s on"),
    "cut": N_("%(cut)s values are too common to look at everybody who shares one; such rows meet by rarer ones"),
    "quality": N_("Beside %(count)s true pairs"),
    "precision": N_("Right among those found"),
    "recall": N_("Found among the true ones"),
    "f1": N_("F1"),
    "by_pair": N_("Pairs"),
    "by_cluster": N_("In clusters"),
    "asked": N_(
        "%(count)s questions written to %(name)s: fill in the column same with yes or no, and give it as --labels"
    ),
    "written": N_("Written to %(name)s"),
    "entities": N_(
        "%(entities)s entities in %(name)s: %(created)s new ones, %(joined)s rows joined a known one, %(split)s left one, "
        "%(merged)s were merged as people ruled; %(ended)s entities ended"
    ),
    "bridges": N_("%(count)s pairs of known entities may be one; answers given as --labels decide that:"),
    "bridge": N_("entities %(one)s and %(other)s: %(left)s and %(right)s, %(bits)s bits on average"),
}
