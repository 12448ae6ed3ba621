"""One module a kind of signal.

`TITLE`; `COOKIES` (names of the cookies and stored items that hold it, a star for any ending);
`recognise(text)`: `certain`, `fallback` or `no`, by the form of the text alone;
`read(text)`: a Signal; raises BadInput; `consent(signal)`: what it says was agreed to.
"""
