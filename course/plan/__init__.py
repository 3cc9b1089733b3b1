"""The capstone: the country file as a mainstreaming plan of twelve sections.

    from course.plan import check, examples, export

    pieces = examples.pieces("NPL")              # {id of the piece: {"form", "value"}}
    report = check.report(check.values(pieces))  # thirty rules, fifteen points
    export.write(folder, check.values(pieces))   # Word, PDF, HTML

``outline.toml`` says which pieces make which section, ``rules.toml`` what each rule asks for and where it is mended.
"""
