# One case from the counter to a decision, through two real windows and by keyboard alone.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared by the test of the journey and by the tour, which takes pictures of it on the way."""
import gettext
import json
import os
import subprocess

import yc_atspi

ITEM = "real-estate-transfer"
PASSWORD = "yichuang-demo"
WIDTH, HEIGHT = 1366, 768  # of each window; two stand side by side
SCREEN = f"{2 * WIDTH + 8}x{HEIGHT}x24"
PASSPHRASE = "twelve small clouds"
FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
BODY = ("本窗口工作人员已核对身份证件原件与复印件一致，并加盖核验印章。申请人应当如实提交有关材料和反映真实情况，"
        "并对其申请材料实质内容的真实性负责。申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知"
        "申请人需要补正的全部内容。")
# What the form of the item asks for: title in English and in Chinese come from the catalogue.
FORM = {"certificate_no": "浙(2021)杭州市不动产权第0012345号", "location": "文三路188号3幢2单元501室",
        "area": "89.4", "price": "3260000", "seller_name": "李国强", "contract_date": "2026-11-20"}


def load_item():
    path = os.path.join(yc_atspi.TREE, "data/demo/catalogue/items", ITEM + ".json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def pages_of(item):
    """The materials that the item asks for as long as no question is answered otherwise."""
    answers = {situation["id"]: situation["default"] for situation in item["situations"]}

    def needed(need):
        if need is True:
            return True
        (operator, arguments), = need.items()
        if operator in ("==", "!="):
            (variable, value) = arguments
            return (answers[variable["var"].split(".")[1]] == value) == (operator == "==")
        return {"and": all, "or": any}[operator](needed(argument) for argument in arguments)
    return [material for material in item["materials"] if needed(material["need"])]


class Paper:
    """A scanner of SANE's own (`pnm`) into which one page after the other is laid."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "sane")
        self.sheet = os.path.join(folder, "sheet.ppm")
        os.makedirs(self.folder, exist_ok=True)
        with open(os.path.join(self.folder, "dll.conf"), "w", encoding="utf-8") as file:
            file.write("pnm\n")
        self.lay("空白")

    def lay(self, title):
        text = "\n\n".join(BODY[at:at + 26] for at in range(0, len(BODY), 26))
        subprocess.run(["convert", "-size", "1240x1754", "xc:#fdfcf8", "-font", FONT, "-fill", "#222222",
                        "-gravity", "North", "-pointsize", "44", "-annotate", "+0+150", title,
                        "-gravity", "NorthWest", "-pointsize", "36", "-annotate", "+140+320", text,
                        "-fill", "none", "-stroke", "#c4262e", "-strokewidth", "5",
                        "-draw", "circle 980,1420 980,1300", "-fill", "#c4262e", "-stroke", "none",
                        "-gravity", "NorthWest", "-pointsize", "28", "-annotate", "+898+1465", "受理专用章",
                        "-depth", "8", self.sheet], check=True)

    def profile(self):
        """What the workstation has been told about this scanner."""
        return {"scanner": "pnm:0", "scan-source": "flatbed", "scan-mode": "colour", "scan-dpi": "150",
                "scan-settings": f"filename={self.sheet}"}


def write_profile(place, name, values):
    folder = place.path("home-" + name, "config", "yichuang")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".ini"), "w", encoding="utf-8") as file:
        file.write("[profile]\n" + "".join(f"{key}={value}\n" for key, value in values.items()))


class Journey:
    """`shot (name)` is called wherever a picture would be worth taking; `profile` is what the clerk's
    workstation has been told besides its scanner."""

    def __init__(self, place, language="en", scheme="light", shot=lambda name: None, profile=None):
        self.place, self.language, self.shot, self.profile = place, language, shot, profile or {}
        self.item = load_item()
        self.paper = Paper(place.folder)
        self.scheme = scheme
        self.words = gettext.translation("yichuang", yc_atspi.build_path("po"), [language], fallback=True)
        self.clerk = self.approver = None

    def say(self, english):
        return self.words.gettext(english)

    def pick(self, entry, member):
        return entry[member] if self.language.startswith("zh") else entry.get(member + "_en", entry[member])

    # ---- Keys -------------------------------------------------------------------------------------

    def tab_to(self, app, role, name, key="Tab"):
        """As a person who has no mouse: the next field, and the next, until it is the one."""
        for _ in range(60):
            found = next((node for node in app.find_all(role, name)
                          if node.has(yc_atspi.State.FOCUSED)), None)
            if found:
                return found
            app.key(key)
        raise AssertionError(f"no number of {key} leads to {role} {name}; {app.describe()}")

    @staticmethod
    def replace(app, field, value):
        """xdotool gives each Chinese character a key of its own first; GTK may miss that once or twice."""
        wanted = (value, "●" * len(value), "•" * len(value))
        for _ in range(6):
            app.key("ctrl+a")
            yc_atspi.run("xdotool", "type", "--delay", "8" if value.isascii() else "250", value)
            end = yc_atspi.time.monotonic() + 1
            while yc_atspi.time.monotonic() < end:
                if field.text() in wanted:
                    return
                yc_atspi.time.sleep(yc_atspi.LOOK_AGAIN)
        raise AssertionError(f"{value} was typed, and there stands {field.text()}")

    def type_into(self, app, title, value, key="Tab"):
        """The same for a text field. GTK 4.8 does not say which has the focus: a letter is tried."""
        field = app.wait_for("text", title)
        before = field.text()

        def came():
            end = yc_atspi.time.monotonic() + 0.2
            while field.text() == before and yc_atspi.time.monotonic() < end:
                yc_atspi.time.sleep(yc_atspi.LOOK_AGAIN)
            return field.text() != before

        for number in range(40):
            app.key("1")
            if came():
                self.replace(app, field, value)
                return
            # A field one comes into is selected: undo brings it back. One that was typed into is not.
            app.key("ctrl+z" if number else "BackSpace", key)
        raise AssertionError(f"no number of {key} leads to {title}; {app.describe()}")

    def start(self, profile, more):
        values = {"colour-scheme": self.scheme, "language": self.language, "read-pages": "no"} | more
        write_profile(self.place, profile, values)
        app = self.place.start_app(profile, language=self.language,
                                   environment={"SANE_CONFIG_DIR": self.paper.folder,
                                                "LD_LIBRARY_PATH": yc_atspi.build_path("tests", "scan")})
        left = 0 if profile == "clerk" else WIDTH + 8
        yc_atspi.run("xdotool", "windowmove", app.window_id(), str(left), "0",
                     "windowsize", app.window_id(), str(WIDTH), str(HEIGHT))
        return app

    def sign_in(self, app, person, window=""):
        app.focus_window()
        app.wait_for("text", self.say("Person"))
        self.type_into(app, self.say("Person"), person)
        self.type_into(app, self.say("Password"), PASSWORD)
        if window:
            self.type_into(app, self.say("Window"), window)
        app.key("Return")
        lists, passphrase = self.say("Lists of cases"), self.say("Passphrase of this terminal")
        yc_atspi.wait(lambda: app.find("list", lists) or app.find("text", passphrase),
                      lambda: f"neither signed in nor asked for the passphrase; {app.describe()}", 20)
        if not app.find("list", lists):
            self.type_into(app, passphrase, PASSPHRASE)
            app.key("Return")
            app.wait_for("list", lists, seconds=20)

    # ---- The counter ---------------------------------------------------------------------------------

    def begin_case(self):
        app = self.clerk
        app.focus_window()
        app.wait_for("list item", contains="20", seconds=20)
        self.shot("queue")
        app.key_to("ctrl+n", "entry", self.say("Search for an item"))
        app.type("transfer" if self.language == "en" else ITEM)
        yc_atspi.wait(lambda: len(app.find_all("list item")) == 1, "the item was not found")
        self.shot("new-case")
        app.key("Return")
        app.wait_for("list", self.say("Materials"))

    def scan_and_tick(self):
        app = self.clerk
        for number, material in enumerate(pages_of(self.item)):
            name = self.pick(material, "name")
            # The name alone is a row closed; open, it says its state too: either begins with it.
            self.go_to_material(name, number)
            self.paper.lay(material["name"])
            app.key("F8")
            app.wait_for("image", contains=name, seconds=30)
            if number == 2:
                self.shot("intake")
            for point in material["points"]:
                app.key("space")
                yc_atspi.wait(lambda p=point: self.is_ticked(self.pick(p, "text")),
                              lambda p=point: f"not ticked: {p['text']}; {app.describe()}")

    def go_to_material(self, name, number):
        app = self.clerk

        def there():
            node = next((n for n in app.find_all("list item") if name in n.name), None)
            return node and node.has(yc_atspi.State.SELECTED)
        for _ in range(12):
            if there():
                return
            app.key("Down" if number else "Tab")
        raise AssertionError(f"no way to the material {name}; {app.describe()}")

    def is_ticked(self, point):
        return any(node.has(yc_atspi.State.CHECKED) for node in self.clerk.find_all("check box", point))

    def fill_in(self):
        app = self.clerk
        self.tab_to(app, "push button", self.say("Applicant"))
        applicant = [("Name", "陈小华"), ("Identity number", "11010519491231002X")]
        for title, value in applicant:
            self.type_into(app, self.say(title), value)
        self.shot("applicant")
        self.tab_to(app, "push button", self.say("Form"), "shift+Tab")
        app.key("space")
        for field, schema in self.item["form"]["properties"].items():
            title = self.pick(schema, "title")
            if field in FORM:
                unit = schema.get("x-unit")
                self.type_into(app, f"{title} ({unit})" if unit else title, FORM[field])
            elif "enum" in schema:
                self.choose(title, self.label_of(schema))
        app.key("Tab")

    def label_of(self, schema):
        """What the first of the choices is called in the language of the window."""
        return schema.get("x-labels-en", schema["enum"])[0] if self.language == "en" else schema["enum"][0]

    def choose(self, title, value):
        """The first choice of a list that opens."""
        app = self.clerk

        def focused():
            return [node for node in app.find_all(contains=title) if node.has(yc_atspi.State.FOCUSED)]
        for _ in range(10):
            if focused():
                break
            app.key("Tab")
        app.key("space")
        app.wait_for("label", value)
        app.key("Down", "Return")

    def accept(self):
        app = self.clerk
        ready = self.say("Accept")
        yc_atspi.wait(lambda: any(node.is_sensitive() for node in app.find_all("push button", ready)),
                      lambda: f"something still stands in the way; {app.describe()}")
        self.shot("complete")
        app.key("F10")
        app.wait_for(contains=self.say("Print the paper"), seconds=20)
        self.shot("accepted")

    # ---- The office -----------------------------------------------------------------------------------

    def decide(self, number):
        app = self.approver
        app.focus_window()
        yc_atspi.wait(lambda: app.find("list item", contains=number),
                      lambda: f"{number} did not come; {app.describe()}", 20)
        app.key("ctrl+f")
        app.type(number)
        yc_atspi.wait(lambda: len(app.rows()) == 1, lambda: f"more than {number}: {app.rows()}")
        app.key("Down")
        app.wait_for_focus("list item")
        self.shot("to-review")
        app.key("Return")
        app.wait_for("push button", self.say("Grant"))
        yc_atspi.wait(lambda: any(node.is_sensitive() for node in app.find_all("push button", self.say("Grant"))),
                      lambda: f"it cannot be granted; {app.describe()}")
        app.key("n")
        self.shot("review")
        self.look_closer()
        app.key("ctrl+Return")

    def look_closer(self):
        """Another material beside the one that is read, and a mark with a note on a place."""
        app = self.approver
        compared, notes, mark = (self.say(words) for words in (
            "Do not compare any more", "Notes on the pages", "Note on this place"))
        app.key("c", "bracketright")
        app.wait_for("push button", compared)
        self.shot("compared")
        app.key("c")
        app.wait_until_gone("push button", compared)
        app.key("m", "Down", "shift+Right", "Return")
        app.wait_for("text", mark)
        app.type("98.4?")
        self.shot("marking")
        app.key("Return")
        app.wait_for("list", notes)
        app.wait_for("list item", contains="98.4?")
        self.shot("marked")

    def save_paper(self, path):
        """By the keys: Ctrl+S, the place, Enter."""
        app = self.clerk
        app.focus_window()
        app.key("ctrl+s")
        yc_atspi.wait(lambda: len(app.windows()) > 1, "no dialog asks where to")
        yc_atspi.run("xdotool", "windowfocus", "--sync", app.windows()[-1])
        yc_atspi.wait(lambda: app.find("text"), "the dialog has no entry")
        app.key("ctrl+a")
        app.type(path)
        app.key("Return")
        yc_atspi.wait(lambda: os.path.exists(path) and os.path.getsize(path) > 1000,
                      lambda: f"no paper came; {app.describe()}", 20)

    def leave_to(self, title):
        """Escape takes away what lies above: a toast first, if there is one."""
        for _ in range(6):
            if self.clerk.find("list", self.say(title)):
                return
            self.clerk.key("Escape")
            yc_atspi.time.sleep(0.5)

    def begin_other(self, item):
        """Another case, wherever the clerk is."""
        app = self.clerk
        self.leave_to("Lists of cases")
        app.key_to("ctrl+n", "entry", self.say("Search for an item"))
        app.type(item)
        yc_atspi.wait(lambda: len(app.find_all("list item")) == 1, f"{item} was not found")
        app.key("Return")
        app.wait_for("list", self.say("Materials"))

    def rest(self, picture):
        """A picture of what has come to rest: twice the same things on the screen."""
        looks = [None]

        def same():
            looks.append(self.clerk.describe())
            return looks[-5:].count(looks[-1]) == 5
        yc_atspi.wait(same, "the window does not come to rest")
        self.shot(picture)

    def case_number(self):
        """As it stands in the head of the open case."""
        node = self.clerk.wait_for("label", contains="-G1-")
        return node.name.split()[0]

    def walk(self):
        self.clerk = self.start("clerk", self.paper.profile() | self.profile)
        self.shot("sign-in")
        self.sign_in(self.clerk, "wang", "general-1")
        self.approver = self.start("approver", {})
        self.sign_in(self.approver, "li")
        self.begin_case()
        number = self.case_number()
        self.scan_and_tick()
        self.fill_in()
        self.accept()
        self.decide(number)
        self.clerk.wait_for(contains=self.say("Granted"), seconds=30)
        self.shot("granted")
        return number
