"""Profiles in every form that TOML allows, made up from a seed; used by several tests."""

import random

CHOICES = ("allow", "session", "deny", "ask")
CATEGORIES = ("necessary", "functional", "analytics", "marketing", "unclassified")
COOKIES = ("_ga*", "session_id", "a.b", "x y", "__Host-id", 'q"q', "küche", "_fbp", "")
UNKNOWN = (
    "true", "12", "0x_ff".replace("_", ""), "1_000", "-3.5e+2", "inf", "1979-05-27T07:32:00Z", "07:32:00",
    "1979-05-27 07:32:00.5", "'lit # eral'", '"es\\u0041ped # \\" no comment"', '"""\nmulti\n# no comment\n[no.header]\n"""',
    "'''one '' two\n = x'''", '["a", "b"]', '[\n  "a", # why\n  "b",\n\n  # later\n]', "[[1, 2], [3]]",
    "{ a = 1, b.c = 'x', d = { e = [1] } }", "{}", "[]", '""',
)  # fmt: skip
COMMENTS = ("# plain", "#", '# with "quotes" and [brackets] = x', "# ünïcode 漢字", "    # indented")


class Maker:
    """One made-up profile; `text` is TOML, `facts` the paths and choices that stand in it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.facts: dict[tuple[str, ...], object] = {}
        self.lines: list[str] = []
        self.number = 0
        self._make()
        self.newline = self.random.choice(("\n", "\n", "\n", "\r\n"))
        text = self.newline.join("\n".join(self.lines).split("\n"))
        self.text = text + self.random.choice((self.newline, "", self.newline * 2))

    def key(self, part: str) -> str:
        bare = part != "" and all(c.isascii() and (c.isalnum() or c in "-_") for c in part)
        forms = ['"' + part.replace('"', '\\"') + '"']
        if bare:
            forms += [part, part]
        if "'" not in part:
            forms.append(f"'{part}'")
        if part and part[0].isascii() and part[0].isalpha():
            forms.append(
                f'"\\u{ord(part[0]):04x}{part[1:]}"'.replace('"q"q"', '"q\\"q"') if '"' not in part else forms[0]
            )
        return self.random.choice(forms)

    def value(self, choice: str) -> str:
        return self.random.choice(
            (f'"{choice}"', f'"{choice}"', f"'{choice}'", f'"\\u{ord(choice[0]):04x}{choice[1:]}"')
        )

    def noise(self) -> None:
        roll = self.random.random()
        if roll < 0.15:
            self.lines.append("")
        elif roll < 0.3:
            self.lines.append(self.random.choice(COMMENTS))

    def tail(self) -> str:
        return self.random.choice(("", "", "", "   # why", "  # a = 'b'", "\t# tab", " "))

    def unknown(self) -> None:
        if self.random.random() < 0.25:
            self.number += 1
            self.lines.append(f"{self.indent()}unknown-{self.number} = {self.random.choice(UNKNOWN)}{self.tail()}")

    def indent(self) -> str:
        return self.random.choice(("", "", "", "  ", "\t"))

    def pair(self, path: tuple[str, ...], keys: tuple[str, ...], choice: object) -> None:
        name = self.random.choice((".", ".", " . ")).join(map(self.key, keys))
        equals = self.random.choice((" = ", "=", "   =  "))
        value = self.value(choice) if isinstance(choice, str) else self.list_of(choice)
        self.lines.append(f"{self.indent()}{name}{equals}{value}{self.tail()}")
        self.facts[path] = choice
        self.noise()

    def list_of(self, words: object) -> str:
        assert isinstance(words, list)
        if self.random.random() < 0.5:
            return "[" + ", ".join(f'"{word}"' for word in words) + "]"
        return "[\n" + "".join(f'  "{word}",  # for {word}\n' for word in words) + "]"

    def header(self, *path: str) -> None:
        self.noise()
        dot = self.random.choice((".", ".", " . "))
        self.lines.append(f"{self.indent()}[{dot.join(map(self.key, path))}]{self.tail()}")
        self.noise()

    def choices(self, base: tuple[str, ...], keys: tuple[str, ...] = ()) -> None:
        names = self.random.sample(("choice", *CATEGORIES), self.random.randint(1, 4))
        for name in names:
            self.unknown_dotted(keys)
            self.pair((*base, name), (*keys, name), self.random.choice(CHOICES))
        if self.random.random() < 0.3:
            self.pair(
                (*base, "rights"), (*keys, "rights"), self.random.sample(("access", "delete", "object", "port"), 3)
            )

    def unknown_dotted(self, keys: tuple[str, ...]) -> None:
        if not keys:
            self.unknown()

    def inline(self, path: tuple[str, ...]) -> str:
        entries = []
        for name in self.random.sample(("choice", *CATEGORIES), self.random.randint(1, 3)):
            choice = self.random.choice(CHOICES)
            entries.append(f"{self.key(name)} = {self.value(choice)}")
            self.facts[(*path, name)] = choice
        if self.random.random() < 0.5:
            inner = []
            for name in self.random.sample(COOKIES, 2):
                choice = self.random.choice(CHOICES)
                inner.append(f"{self.key(name)} = {self.value(choice)}")
                self.facts[(*path, "cookies", name)] = choice
            entries.append("cookies = {" + ", ".join(inner) + "}")
        self.random.shuffle(entries)
        return self.random.choice(("{ %s }", "{%s}")) % ", ".join(entries)

    def _make(self) -> None:
        mode = self.random.choice(("headers", "headers", "root", "under"))
        self.noise()
        self.lines += ["schema = 1" + self.tail(), 'name = "made up"']
        self.unknown()
        if mode == "root":
            for number in range(self.random.randint(1, 3)):
                site = f"root{number}.example"
                self.choices(("sites", site), ("sites", site))
        blocks = [self.defaults, self.cookies, self.tags, self.organisations, self.foreign]
        self.random.shuffle(blocks)
        for block in blocks[: self.random.randint(0, 5)]:
            block()
        if mode == "under":
            self.under()
        sites = [f"site{number}.example" for number in range(self.random.randint(0, 4))]
        self.random.shuffle(sites)
        for site in sites:
            self.site(site)

    def defaults(self) -> None:
        self.header("defaults")
        self.choices(("defaults",))

    def cookies(self) -> None:
        if self.random.random() < 0.3:
            self.number += 1
            self.header("extra", f"before-cookies-{self.number}")
        self.header("cookies")
        for name in self.random.sample(COOKIES, 3):
            self.pair(("cookies", name), (name,), self.random.choice(CHOICES))

    def tags(self) -> None:
        self.header("tags", "shopping")
        self.choices(("tags", "shopping"))

    def organisations(self) -> None:
        self.header("organisations")
        for name in ("google.com", "meta.com"):
            self.lines.append(f"{self.key(name)} = {self.inline(('organisations', name))}{self.tail()}")

    def foreign(self) -> None:
        """Tables nobody knows, lists of tables among them."""
        self.number += 1
        self.lines += [
            f"[[future-{self.number}.list]]",
            'name = "first"',
            f"[future-{self.number}.list.inner]",
            "x = 1",
        ]
        self.noise()
        self.lines += [f"[[future-{self.number}.list]]", 'name = "second"']
        self.unknown()

    def under(self) -> None:
        self.header("sites")
        self.unknown()
        for number in range(self.random.randint(1, 4)):
            site = f"under{number}.example"
            if self.random.random() < 0.5:
                self.lines.append(f"{self.key(site)} = {self.inline(('sites', site))}{self.tail()}")
            else:
                self.choices(("sites", site), (site,))

    def site(self, site: str) -> None:
        base = ("sites", site)
        if self.random.random() < 0.8:
            self.header(*base)
            self.choices(base)
        for part in self.random.sample(("cookies", "organisations"), self.random.randint(0, 2)):
            self.header(*base, part)
            names = COOKIES if part == "cookies" else ("google.com", "meta.com", "x.example")
            for name in self.random.sample(names, 2):
                self.pair((*base, part, name), (name,), self.random.choice(CHOICES))
