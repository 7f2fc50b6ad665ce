# Drives the real window as a person would: finds things by role and name over AT-SPI, presses keys,
# clicks where they are. For every test of src/app.
# SPDX-License-Identifier: GPL-3.0-or-later
"""How to use it, in a test or a script:

    import yc_atspi
    yc_atspi.own_screen ()          # first of all: runs this script again under its own Xvfb and bus
    with yc_atspi.Place () as place:  # a temporary folder with a central server of the demo city
        app = place.start_app ("clerk")          # a window of its own profile and home
        app.sign_in ("wang", "yichuang-demo", "general-1")
        app.wait_for ("list item", contains="-G")
        app.key ("ctrl+n")
        app.type ("driving")
        app.press ("button", "Accept")           # by its AT-SPI action
        app.click (app.wait_for ("check box", "All pages are signed"))   # by the mouse, at its middle
        app.screenshot ("01-accepted.png")

Names are those of the language the window is in (English unless `language` says otherwise). `wait_for`
fails after ten seconds with all that was on the screen. Nothing here sleeps for a fixed time: it looks
again until what it waits for is there.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import yc_nodes
from yc_nodes import State  # noqa: F401, for those who drive a window

CASE_NUMBER = re.compile(r"\d{4}-[A-Z]\d-\d{6}")
PATIENCE = 30  # seconds until something that does not come is missed
LOOK_AGAIN = 0.03
SCREEN = "1600x1000x24"


def keep_output():
    """What we print is for the test runner; what programs say that we start goes with the errors."""
    sys.stdout = os.fdopen(int(os.environ["YICHUANG_TEST_OUTPUT"]), "w", buffering=1, encoding="utf-8")


def own_screen(screen=SCREEN):
    """Runs the calling script again on a screen and a bus that nobody else uses."""
    if os.environ.get("YICHUANG_TEST_SCREEN"):
        keep_output()
        return
    # The accessibility bus lies in the runtime folder: one shared with others goes when theirs goes.
    with tempfile.TemporaryDirectory(prefix="yichuang-run-") as runtime:
        output = os.dup(1)
        environment = dict(os.environ, YICHUANG_TEST_SCREEN=screen, XDG_RUNTIME_DIR=runtime,
                           YICHUANG_TEST_OUTPUT=str(output))
        # The bus starts before the screen: what it starts must not open windows on somebody else's,
        # such as the keyring's question for a password.
        environment.pop("DISPLAY", None)
        environment.pop("WAYLAND_DISPLAY", None)
        ended = subprocess.run([
            "dbus-run-session", "--", "xvfb-run", "-a", "-s", f"-screen 0 {screen}",
            sys.executable, *sys.argv], env=environment, check=False, stdout=2, pass_fds=[output])
    sys.exit(ended.returncode)


def wait(condition, what, seconds=PATIENCE):
    """Looks until `condition` answers something true, and returns that."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(what() if callable(what) else what)
        time.sleep(LOOK_AGAIN)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def build_path(*parts):
    """A file of the build tree: the one whose test this is, otherwise that of ./dev."""
    tests = os.environ.get("G_TEST_BUILDDIR") or os.path.join(TREE, "_build/main/tests")
    return os.path.join(os.path.dirname(tests), *parts)


class App:
    """A running program and its window."""

    bus = None  # of all programs of this screen

    def __init__(self, process, log):
        self.process = process
        self.program = None  # its name on the bus
        self.log = log
        self.window = None  # id of the X window

    # ---- Finding --------------------------------------------------------------------------------

    def root(self):
        """The program and everything it shows; None until it is on the bus."""
        App.bus = App.bus or yc_nodes.Bus()
        self.program = self.program or self.bus.find_program(self.process.pid)
        return yc_nodes.read(self.bus, self.program) if self.program else None

    def find_all(self, role=None, name=None, contains=None):
        root = self.root()
        nodes = [node for node in root.walk() if not role or node.role == role] if root else []
        yc_nodes.read_names(nodes)
        return [node for node in nodes
                if (not name or node.name == name) and (not contains or contains in node.name)]

    def find(self, role=None, name=None, contains=None):
        return next(iter(self.find_all(role, name, contains)), None)

    def describe(self):
        if not self.is_running():
            return f"the program has ended with {self.process.returncode}: {self.said()}"
        lines = [f"{node.role}: {node.name}" for node in self.find_all() if node.name]
        return "\n  ".join(["on the screen:", *lines])

    def wait_for(self, role=None, name=None, contains=None, seconds=PATIENCE):
        wanted = " ".join(filter(None, [role, name, contains]))
        return wait(lambda: self.find(role, name, contains),
                    lambda: f"{wanted} did not come; {self.describe()}", seconds)

    def wait_until_gone(self, role=None, name=None, contains=None):
        wanted = " ".join(filter(None, [role, name, contains]))
        wait(lambda: not self.find(role, name, contains), f"{wanted} is still there")

    def find_focus(self, role=None, name=None):
        return next((node for node in self.find_all(role, name) if node.has(State.FOCUSED)), None)

    def wait_for_focus(self, role=None, name=None):
        return wait(lambda: self.find_focus(role, name),
                    lambda: f"the focus is not on {role} {name}; {self.describe()}")

    def rows(self):
        """The names of the rows of a list of cases, as a screen reader says them."""
        return [node.name for node in self.find_all("list item") if CASE_NUMBER.search(node.name)]

    def settled_rows(self):
        """The rows, once all that central had to tell has come in: ten looks saw the same."""
        looks = [None]

        def same():
            looks.append(self.rows())
            return looks[-1] and looks[-10:].count(looks[-1]) == 10
        wait(same, lambda: "the list does not come to rest; " + self.describe())
        return looks[-1]

    # ---- Doing ----------------------------------------------------------------------------------

    def focus_window(self):
        """Keys go to this window from now on; there is no window manager to do it."""
        run("xdotool", "windowfocus", "--sync", self.window_id())

    def windows(self):
        """The ids of its X windows, the newest last."""
        return subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            capture_output=True, text=True, check=False).stdout.split()

    def window_id(self):
        def look():
            found = self.windows()
            return found[-1] if found else None
        if not self.window:
            self.window = wait(look, "no window came")
        return self.window

    def key(self, *keys):
        run("xdotool", "key", "--clearmodifiers", *keys)

    def key_until(self, keys, condition, what, pause=10):
        """Keys that do something. On a busy machine a window that has just come misses one in thirty, as
        if it had never been pressed; a person presses it again."""
        for _ in range(2):
            self.key(keys)
            try:
                return wait(condition, "missed", pause)
            except AssertionError:
                pass
        self.key(keys)
        return wait(condition, what)

    def key_to(self, keys, role, name):
        """Keys that bring the focus somewhere."""
        return self.key_until(keys, lambda: self.find_focus(role, name),
                              lambda: f"{role} {name} has not the focus; {self.describe()}")

    def key_away(self, keys, role, name=None, contains=None):
        """Keys that take something away."""
        return self.key_until(keys, lambda: not self.find(role, name, contains),
                              lambda: f"{role} {name or contains} is still there")

    def type(self, text):
        run("xdotool", "type", "--delay", "8", text)

    def press(self, role, name):
        """Does what a button is for, by its AT-SPI action."""
        node = wait(lambda: next((n for n in self.find_all(role, name) if n.is_sensitive()), None),
                    lambda: f"no {role} {name} to press; {self.describe()}")
        node.act()

    def click(self, node, button=1):
        x, y, width, height = node.extents()
        run("xdotool", "mousemove", "--window", self.window_id(), str(x + width // 2),
            str(y + height // 2), "click", str(button))

    def choose(self, name):
        """An entry of the menu that is open."""
        self.press("menu item", name)

    def fill(self, name, text):
        """Puts text into an entry, as if it had been typed over what stood there."""
        self.wait_for("text", name).set_text(text)

    def sign_in(self, person, password, window=""):
        self.wait_for("text", "Person")
        self.fill("Person", person)
        self.fill("Window", window)
        self.fill("Password", password)
        self.give_passphrase()
        self.focus_window()

    def give_passphrase(self):
        """A machine without a Secret Service asks for the terminal's passphrase: the first time when it
        has looked for one, later at once. A button does what it is for a quarter of a second late."""
        field = "Passphrase of this terminal"
        if not self.find("text", field):
            self.press("push button", "Sign in")
            wait(lambda: self.find("list", "Lists of cases") or self.find("text", field),
                 lambda: f"neither signed in nor asked for the passphrase; {self.describe()}")
        if not self.find("list", "Lists of cases"):
            self.fill(field, "twelve small clouds")
            self.press("push button", "Sign in")
            self.wait_for("list", "Lists of cases")

    def screenshot(self, path):
        run("import", "-window", "root", path)

    def is_running(self):
        return self.process.poll() is None

    def kill(self):
        """As if the power failed."""
        self.process.kill()
        self.process.wait()

    def quit(self):
        self.focus_window()
        self.key("ctrl+q")
        assert self.process.wait(PATIENCE) == 0, "the program ended badly; its log: " + self.said()

    def said(self):
        with open(self.log, encoding="utf-8") as file:
            return file.read()


class Place:
    """A temporary folder with a central server of the demo city, and the windows that use it."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="yichuang-test-")
        self.apps = []
        self.central = None

    def __enter__(self):
        self.make_city()
        self.start_central()
        return self

    def __exit__(self, *_):
        for app in self.apps:
            if app.is_running():
                app.kill()
        self.stop_central()
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def make_city(self):
        subprocess.run([build_path("src/central/yichuang-central"), "demo", "--data", self.path("central"),
                        "--city", os.path.join(TREE, "data/demo")],
                       check=True, stdout=subprocess.DEVNULL)

    def change_person(self, person, roles, window, department):
        """Lets somebody of the city do what these roles may; the password stays what everybody's is."""
        subprocess.run([build_path("src/central/yichuang-central"), "user", "add", "--data",
                        self.path("central"), "--id", person, "--name", person, "--roles", roles,
                        "--hall", "main", "--window", window, "--department", department],
                       input="yichuang-demo", text=True, check=True, stdout=subprocess.DEVNULL)

    def start_central(self, port=0, *options):
        port_file = self.path("port")
        if os.path.exists(port_file):
            os.remove(port_file)
        with open(self.path("central.log"), "a", encoding="utf-8") as log:
            self.central = subprocess.Popen(
                [build_path("src/central/yichuang-central"), "serve", "--data", self.path("central"),
                 "--port", str(port), "--port-file", port_file, *options], stdout=log, stderr=log)
        wait(lambda: os.path.exists(port_file) and open(port_file, encoding="utf-8").read().endswith("\n"),
             "the server did not start")
        with open(port_file, encoding="utf-8") as file:
            self.port = int(file.read())
        self.url = f"http://127.0.0.1:{self.port}"

    def stop_central(self):
        if self.central:
            self.central.terminate()
            self.central.wait()
        self.central = None

    def start_app(self, profile, *options, language="en", environment=None):
        """Starts a window of its own profile; `language` is what the system asks for."""
        home = self.path("home-" + profile)
        log = self.path(profile + ".log")
        os.makedirs(home, exist_ok=True)
        variables = dict(os.environ, HOME=home, LANG="C.UTF-8", LANGUAGE=language,
                         XDG_DATA_HOME=os.path.join(home, "data"),
                         XDG_CONFIG_HOME=os.path.join(home, "config"),
                         XDG_CACHE_HOME=os.path.join(home, "cache"),
                         YICHUANG_LIBEXECDIR=":".join(
                             build_path("src", layer) for layer in ("scan", "media", "render", "ocr", "camera", "central")),
                         YICHUANG_LOCALEDIR=build_path("po"), **(environment or {}))
        variables.pop("LC_ALL", None)
        with open(log, "a", encoding="utf-8") as file:
            process = subprocess.Popen(
                [build_path("src/app/yichuang"), "--profile", profile, "--server", self.url, *options],
                env=variables, stdout=file, stderr=file)
        app = App(process, log)
        self.apps.append(app)
        wait(app.root, lambda: "the program did not come up: " + app.said())
        app.focus_window()
        app.key("shift")  # GDK asks for the map of keys at the first one, and may lose the next meanwhile
        return app
