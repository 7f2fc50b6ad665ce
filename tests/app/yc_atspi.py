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

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

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
        while GLib.MainContext.default().iteration(False):
            pass  # who came and who went reaches us as events
        time.sleep(LOOK_AGAIN)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def build_path(*parts):
    """A file of the build tree: the one whose test this is, otherwise that of ./dev."""
    tests = os.environ.get("G_TEST_BUILDDIR") or os.path.join(TREE, "_build/main/tests")
    return os.path.join(os.path.dirname(tests), *parts)


class Node:
    """Something on the screen."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        try:
            return self.accessible.get_name() or ""
        except GLib.Error:
            return ""  # it has gone since we found it

    def children(self):
        for i in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(i)
            if child is not None:
                yield Node(child)

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    def is_showing(self):
        """GTK 4.8 says SHOWING of windows alone; what is not laid out has no width."""
        if not self.has(Atspi.StateType.VISIBLE):
            return False
        return not self.accessible.get_component_iface() or self.extents().width > 0

    def is_sensitive(self):
        return self.has(Atspi.StateType.SENSITIVE)

    def text(self):
        interface = self.accessible.get_text_iface()
        return Atspi.Text.get_text(interface, 0, Atspi.Text.get_character_count(interface))

    def extents(self):
        return Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)

    def walk(self):
        """Everything that shows, from here down."""
        for child in self.children():
            if child.is_showing():
                yield child
                yield from child.walk()


class App:
    """A running program and its window."""

    def __init__(self, process, log):
        self.process = process
        self.log = log
        self.window = None  # id of the X window

    # ---- Finding --------------------------------------------------------------------------------

    def root(self):
        """The program among all that the bus knows; None until it is there."""
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            try:
                if child is not None and child.get_process_id() == self.process.pid:
                    child.set_cache_mask(Atspi.Cache.NONE)
                    return Node(child)
            except GLib.Error:
                pass  # the one before us is still on its way out
        return None

    def find_all(self, role=None, name=None, contains=None):
        root = self.root()
        found = []
        try:
            for node in root.walk() if root else []:
                if role and node.role != role or name and node.name != name:
                    continue
                if not contains or contains in node.name:
                    found.append(node)
        except GLib.Error:
            pass  # it changed while we looked; whoever waits looks again
        return found

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
        return next((node for node in self.find_all(role, name) if node.has(Atspi.StateType.FOCUSED)), None)

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

    def type(self, text):
        run("xdotool", "type", "--delay", "8", text)

    def press(self, role, name):
        """Does what a button is for, by its AT-SPI action."""
        node = wait(lambda: next((n for n in self.find_all(role, name) if n.is_sensitive()), None),
                    lambda: f"no {role} {name} to press; {self.describe()}")
        node.accessible.get_action_iface().do_action(0)

    def click(self, node, button=1):
        box = node.extents()
        run("xdotool", "mousemove", "--window", self.window_id(), str(box.x + box.width // 2),
            str(box.y + box.height // 2), "click", str(button))

    def choose(self, name):
        """An entry of the menu that is open."""
        self.press("menu item", name)

    def fill(self, name, text):
        """Puts text into an entry, as if it had been typed over what stood there."""
        node = self.wait_for("text", name)
        Atspi.EditableText.set_text_contents(node.accessible.get_editable_text_iface(), text)

    def sign_in(self, person, password, window=""):
        self.wait_for("text", "Person")
        self.fill("Person", person)
        self.fill("Window", window)
        self.fill("Password", password)
        self.press("push button", "Sign in")
        if self.find("text", "Passphrase of this terminal") is None:
            wait(lambda: self.find("text", "Passphrase of this terminal") or self.find("list item")
                 or self.find("label", "Signing in…") is None, "nothing happened")
        self.give_passphrase()

    def give_passphrase(self):
        """A machine without a Secret Service asks for the terminal's passphrase the first time."""
        wait(lambda: self.find("list", "Lists of cases") or self.find("text", "Passphrase of this terminal"),
             lambda: f"neither signed in nor asked for the passphrase; {self.describe()}")
        if self.find("list", "Lists of cases"):
            return
        self.fill("Passphrase of this terminal", "twelve small clouds")
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

    def start_central(self, port=0):
        port_file = self.path("port")
        if os.path.exists(port_file):
            os.remove(port_file)
        with open(self.path("central.log"), "a", encoding="utf-8") as log:
            self.central = subprocess.Popen(
                [build_path("src/central/yichuang-central"), "serve", "--data", self.path("central"),
                 "--port", str(port), "--port-file", port_file], stdout=log, stderr=log)
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
        return app
