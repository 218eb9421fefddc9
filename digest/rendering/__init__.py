"""Issue → Rendition: mail (HTML and text), terminal, and the looks that the archive shares.

`mail.render_mail` is the way to a mail; `arrange.arrange` turns an issue into the `view` that templates read; `looks` finds a
publication's own templates before the package's.
"""
