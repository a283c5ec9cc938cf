"""Makes a Trac environment with the people and tickets of tickets.json.

    python seed.py ENVIRONMENT TICKETS.json
"""

import base64
import hashlib
import json
import sys
from datetime import datetime

from trac.env import Environment
from trac.perm import PermissionSystem
from trac.ticket.model import Ticket
from trac.util.datefmt import parse_date, utc
from trac.web.session import DetachedSession

# The words that Trac ships with for what tickets.json says plainly.
KINDS = {"bug": "defect", "feature": "enhancement", "task": "task"}
PRIORITIES = {"low": "minor", "normal": "major", "high": "critical", "urgent": "blocker"}
STATUSES = {
    "started": {"status": "accepted"},
    "resolved": {"status": "closed", "resolution": "fixed"},
}
STAFF = "staff"
# One of Trac's own; the form offers no empty choice, so that a ticket without one changes with any save.
COMPONENT = "component1"


def custom_fields(root_causes):
    """The fields that an organisation adds, in trac.ini's own section for them."""
    fields = [
        ("start_date", "time", "Start Date", {"format": "date"}),
        ("due_date", "time", "Due Date", {"format": "date"}),
        ("customer_deadline", "time", "Customer Deadline", {"format": "date"}),
        ("estimatedhours", "text", "Estimated Hours", {}),
        ("root_cause", "select", "Root Cause", {"options": "|" + "|".join(root_causes)}),
        ("acceptance", "textarea", "Acceptance Criteria", {"format": "wiki"}),
    ]
    for order, (name, kind, label, more) in enumerate(fields):
        for key, value in {"": kind, "label": label, "order": str(order), **more}.items():
            yield "ticket-custom", f"{name}.{key}" if key else name, value


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def day(text):
    """A civil date as Trac keeps it: midnight in the time zone that trac.ini names."""
    return parse_date(text, utc) if text else None


def first_values(ticket, login):
    owner = ticket.get("owner")
    return {
        "summary": ticket["summary"],
        "description": ticket["description"].replace("\n", "\r\n"),
        "reporter": login[ticket["reporter"]],
        "owner": login[owner] if owner else "",
        "type": KINDS[ticket["kind"]],
        "component": COMPONENT,
        "priority": PRIORITIES[ticket["priority"]],
        "status": "assigned" if owner else "new",
        "start_date": day(ticket.get("start")),
        "due_date": day(ticket.get("due")),
        "customer_deadline": day(ticket.get("customerDeadline")),
        "estimatedhours": ticket.get("estimate", ""),
        "root_cause": ticket.get("rootCause", ""),
    }


def add_ticket(environment, ticket, login):
    record = Ticket(environment)
    record.populate(first_values(ticket, login))
    number = record.insert(when=moment(ticket["opened"]))
    for change in ticket["history"]:
        record = Ticket(environment, number)
        if "due" in change:
            record["due_date"] = day(change["due"])
        if "status" in change:
            record.populate(STATUSES[change["status"]])
        record.save_changes(login[change["by"]], change.get("comment"), when=moment(change["at"]))


def add_person(environment, person):
    session = DetachedSession(environment, person["login"])
    session.authenticated = True
    session.set("name", f"{person['firstName']} {person['lastName']}")
    session.set("email", person["email"])
    session.save()
    PermissionSystem(environment).grant_permission(person["login"], STAFF)


def password_line(person):
    digest = hashlib.sha1(person["password"].encode()).digest()
    return f"{person['login']}:{{SHA}}{base64.b64encode(digest).decode()}\n"


def main(folder, tickets_file):
    with open(tickets_file, encoding="utf-8") as file:
        told = json.load(file)
    options = [
        ("project", "name", told["project"]),
        ("trac", "default_timezone", "UTC"),
        ("trac", "default_handler", "ReportModule"),
        ("logging", "log_type", "none"),
        ("header_logo", "src", "common/trac_banner.png"),
        *custom_fields(told["rootCauses"]),
    ]
    environment = Environment(folder, create=True, options=options)
    rights = PermissionSystem(environment)
    for right in ("TICKET_EDIT_DESCRIPTION", "TICKET_EDIT_CC"):
        rights.grant_permission(STAFF, right)
    people = told["people"]
    for person in people.values():
        add_person(environment, person)
    with open(f"{folder}/passwords", "w", encoding="utf-8") as file:
        file.writelines(map(password_line, people.values()))
    login = {who: person["login"] for who, person in people.items()}
    for ticket in told["tickets"]:
        add_ticket(environment, ticket, login)
    environment.shutdown()


main(*sys.argv[1:])
