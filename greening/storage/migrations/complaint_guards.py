"""What the code promises of complaints and penalties, the database holds: the functions and triggers of revision 0016.

Like every migration this is never changed, only followed by another.
"""

CONCERNED = """
    CREATE FUNCTION complaint_concerns(the_complaint bigint, the_person bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM complaint_seal WHERE complaint_id = the_complaint AND person_id = the_person
        ) OR EXISTS (
            SELECT FROM complaint JOIN person ON person.id = the_person
            WHERE complaint.id = the_complaint AND (
                person.id = ANY (complaint.accused_ids)
                OR person.team_id IN (SELECT accused.team_id FROM person AS accused WHERE accused.id = ANY (complaint.accused_ids))
            )
        )
    $$
"""
"""Whoever complained, whoever is accused, and the teams of the accused: nobody looks into their own."""
IMPARTIAL = """
    CREATE FUNCTION refuse_partial() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        the_complaint bigint;
        the_person bigint;
    BEGIN
        CASE TG_TABLE_NAME
            WHEN 'complaint' THEN the_complaint := NEW.id; the_person := NEW.closed_by;
            WHEN 'inspection' THEN the_complaint := NEW.complaint_id; the_person := NEW.inspector_id;
            WHEN 'penalty' THEN the_complaint := NEW.complaint_id; the_person := NEW.decided_by;
            WHEN 'inspection_answer' THEN
                SELECT complaint_id INTO the_complaint FROM inspection WHERE id = NEW.inspection_id;
                the_person := NEW.reviewer_id;
        END CASE;
        IF complaint_concerns(the_complaint, the_person) THEN
            RAISE EXCEPTION 'nobody judges a complaint that concerns them'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'impartial';
        END IF;
        RETURN NEW;
    END $$
"""
TWO_REVIEWERS = """
    CREATE FUNCTION refuse_one_reviewer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM inspection_answer
            WHERE inspection_id = NEW.inspection_id AND place <> NEW.place AND reviewer_id = NEW.reviewer_id
        ) THEN
            RAISE EXCEPTION 'the second look is somebody else''s'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'two_reviewers';
        END IF;
        RETURN NEW;
    END $$
"""
TWICE_FABRICATED = """
    CREATE FUNCTION refuse_fabricated_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (
            SELECT count(DISTINCT reviewer_id) FROM inspection_answer
            WHERE inspection_id = NEW.inspection_id AND path = NEW.path AND answer = 'fabricated'
        ) < 2 THEN
            RAISE EXCEPTION 'fabricated needs two people'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'fabricated_by_two';
        END IF;
        RETURN NEW;
    END $$
"""
SAID_ONCE = """
    CREATE FUNCTION refuse_complaint_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        answer text[] := CASE OLD.state WHEN 'received' THEN ARRAY[
            'record_id', 'accused_ids', 'acknowledged_at', 'state', 'closed_at', 'closed_by', 'reply'
        ] ELSE ARRAY['record_id'] END;
    BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - answer = to_jsonb(NEW) - answer THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'what was complained and what was answered stands: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END $$
"""
DECIDED_ONCE = """
    CREATE FUNCTION refuse_decided_again() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        decided text[] := ARRAY['decision', 'reason', 'decided_by', 'decided_at'];
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.decision = '' AND to_jsonb(OLD) - decided = to_jsonb(NEW) - decided THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is decided once: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
    END $$
"""
ANOTHER_DECIDES = """
    CREATE FUNCTION refuse_same_judge() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM penalty
            WHERE id = NEW.penalty_id AND NEW.decided_by = ANY (reviewer_ids || decided_by || person_id)
        ) THEN
            RAISE EXCEPTION 'an appeal is somebody else''s to decide'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'another_decides';
        END IF;
        RETURN NEW;
    END $$
"""
IMPOSED = """
    CREATE FUNCTION refuse_appeal_of_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT FROM penalty WHERE id = NEW.penalty_id AND decision = 'imposed') THEN
            RAISE EXCEPTION 'there is no penalty to appeal against'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'imposed';
        END IF;
        RETURN NEW;
    END $$
"""
FUNCTIONS = (CONCERNED, IMPARTIAL, TWO_REVIEWERS, TWICE_FABRICATED, SAID_ONCE, DECIDED_ONCE, ANOTHER_DECIDES, IMPOSED)
APPEND_ONLY = ("complaint_seal", "complaint_message", "inspection_answer", "inspected_fact")
GUARDED = (
    ("impartial", "UPDATE OF closed_by", "complaint", "refuse_partial"),
    ("impartial", "INSERT OR UPDATE OF inspector_id", "inspection", "refuse_partial"),
    ("impartial", "INSERT", "inspection_answer", "refuse_partial"),
    ("impartial", "UPDATE OF decided_by", "penalty", "refuse_partial"),
    ("two_reviewers", "INSERT", "inspection_answer", "refuse_one_reviewer"),
    ("said_once", "UPDATE OR DELETE", "complaint", "refuse_complaint_change"),
    ("decided_once", "UPDATE OR DELETE", "penalty", "refuse_decided_again"),
    ("decided_once", "UPDATE OR DELETE", "appeal", "refuse_decided_again"),
    ("another_decides", "UPDATE OF decided_by", "appeal", "refuse_same_judge"),
    ("imposed", "INSERT", "appeal", "refuse_appeal_of_nothing"),
)
"""Name, when, table and function of each."""
STATEMENTS = (
    *FUNCTIONS,
    *(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ),
    *(
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
        for name, when, table, function in GUARDED
    ),
    (
        "CREATE TRIGGER fabricated_by_two BEFORE INSERT ON inspected_fact "
        "FOR EACH ROW WHEN (NEW.ruled = 'fabricated') EXECUTE FUNCTION refuse_fabricated_once()"
    ),
)
