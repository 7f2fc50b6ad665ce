# What a program shows, as a screen reader is told of it: read whole at a moment.
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is asked of one level goes out at once: a question at a time, a window of three hundred things
takes half a second, and two under load."""
import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

State = Atspi.StateType

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
OF_WINDOW = GLib.Variant("(u)", (int(Atspi.CoordType.WINDOW),))
NAME = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
QUESTIONS = ((ACCESSIBLE, "GetState", None), (ACCESSIBLE, "GetRole", None),
             (COMPONENT, "GetExtents", OF_WINDOW), (ACCESSIBLE, "GetChildren", None))


class Bus:
    """The bus on which programs say what they show."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = self.call(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    @staticmethod
    def call(connection, *question):
        arguments = question[4] if len(question) > 4 else None
        return connection.call_sync(*question[:4], arguments, None, Gio.DBusCallFlags.NONE, -1,
                                    None).unpack()

    def ask(self, *question):
        """The answer to (name, path, interface, method, arguments); GLib.Error if there is none."""
        return self.call(self.connection, *question)

    def ask_all(self, name, questions):
        """The answers to many (path, interface, method, arguments), None where there is none."""
        answers = [None] * len(questions)
        waiting = set(range(len(questions)))

        def answered(connection, result, place):
            waiting.discard(place)
            try:
                answers[place] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass  # it has gone meanwhile, or has nothing of that kind
        for place, question in enumerate(questions):
            self.connection.call(name, *question, None, Gio.DBusCallFlags.NONE, -1, None, answered, place)
        while waiting:
            GLib.MainContext.default().iteration(True)
        return answers

    def find_program(self, pid):
        """The name on the bus of a process; None until it is there."""
        for name, _ in self.ask("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren")[0]:
            try:
                if pid == self.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))[0]:
                    return name
            except GLib.Error:
                pass  # the one before us is still on its way out
        return None


class Node:
    """Something on the screen, as it was when it was looked at."""

    def __init__(self, bus, program, path):
        self.bus, self.program, self.path = bus, program, path
        self.children = []
        self.states = self.role = self.width = None
        self.name = ""

    def ask(self, interface, method, arguments=None):
        return self.bus.ask(self.program, self.path, interface, method, arguments)

    def has(self, state):
        word, bit = divmod(int(state), 32)
        return bool(self.states[word] >> bit & 1)

    def is_showing(self):
        """GTK 4.8 says SHOWING of windows alone; what is not laid out has no width."""
        return self.states is not None and self.has(State.VISIBLE) and self.width != 0

    def is_sensitive(self):
        return self.has(State.SENSITIVE)

    def walk(self):
        """Everything that shows, from here down."""
        for child in self.children:
            yield child
            yield from child.walk()

    # ---- Asked anew ---------------------------------------------------------------------------------

    def text(self):
        length = self.ask(PROPERTIES, "Get", GLib.Variant("(ss)", (TEXT, "CharacterCount")))[0]
        return self.ask(TEXT, "GetText", GLib.Variant("(ii)", (0, length)))[0]

    def set_text(self, text):
        self.ask("org.a11y.atspi.EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))

    def extents(self):
        """(x, y, width, height) in the window."""
        return self.ask(COMPONENT, "GetExtents", OF_WINDOW)[0]

    def get_child(self, place):
        """Where one of these windows is on the bus, as a screen reader asks; None if there is none."""
        try:
            return self.ask(ACCESSIBLE, "GetChildAtIndex", GLib.Variant("(i)", (place,)))[0]
        except GLib.Error:
            return None

    def act(self):
        """What it is for: a button is pressed."""
        self.ask(ACTION, "DoAction", GLib.Variant("(i)", (0,)))


def look_at(bus, program, nodes):
    """What these nodes are, and what is within those that show."""
    answers = iter(bus.ask_all(program, [(node.path, *question) for node in nodes for question in QUESTIONS]))
    for node, states, role, extents, children in zip(nodes, answers, answers, answers, answers):
        if states and role:
            node.states, node.role = states[0], Atspi.role_get_name(Atspi.Role(role[0]))
        node.width = extents[0][2] if extents else None
        if children and node.is_showing():
            node.children = [Node(bus, program, path) for _, path in children[0]]


def read(bus, program):
    """A program and everything it shows; names are read by read_names ()."""
    root = Node(bus, program, ROOT)
    answer = bus.ask_all(program, [(ROOT, ACCESSIBLE, "GetChildren", None)])[0]
    root.children = [Node(bus, program, path) for _, path in (answer[0] if answer else [])]
    parents = [root]
    while parents:
        level = [child for node in parents for child in node.children]
        look_at(bus, program, level)
        for node in parents:
            node.children = [child for child in node.children if child.is_showing()]
        parents = [child for node in parents for child in node.children]
    return root


def read_names(nodes):
    if nodes:
        names = nodes[0].bus.ask_all(nodes[0].program, [(node.path, PROPERTIES, "Get", NAME) for node in nodes])
        for node, name in zip(nodes, names):
            node.name = name[0] if name else ""
