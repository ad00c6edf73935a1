"""How is an .xlsx file read without trusting it? Its directory is checked, then a process that may fail reads it.

The library that reads sheets ends the whole process when a hostile sheet asks for more memory than there is, so it runs
in a process of its own, which limits its own memory and processor time before it opens anything. That process starts in
a twentieth of a second because nothing in this folder imports the rest of Greening.
"""
