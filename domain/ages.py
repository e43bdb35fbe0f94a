"""Ages: which rule holds for a person now, and from which day the next one does."""

from datetime import date

from domain.body import AgeRule
from domain.policy import AgeRow, Policy


def birthday(born: date, age: int) -> date:
    """Give the day somebody turns `age`; whoever is born on 29 February turns on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_rule(born: date, today: date, policy: Policy) -> AgeRule:
    """Give the rule for somebody born on a day, with the next transition and nothing beyond it."""
    rows = policy.aldersregler.rad
    reached = [row for row in rows if birthday(born, row.fra) <= today]
    current = reached[-1] if reached else rows[0]
    later = rows[rows.index(current) + 1 :]
    if not later:
        return AgeRule(rule=current.kode)
    return AgeRule(rule=current.kode, until=birthday(born, later[0].fra), then=later[0].kode)


def row_on(rule: AgeRule, today: date, policy: Policy) -> AgeRow | None:
    """Give the policy row that a log's rule means on a day; None when the policy has it no more.

    A log whose consent nobody renews passes one age after another: the days of the later ones are
    counted from the first transition, which fell on a birthday.
    """
    if rule.until is None or today < rule.until:
        return policy.age_rows.get(rule.rule)
    first = policy.age_rows.get(rule.then or "")
    if first is None:
        return None
    later = [row for row in policy.aldersregler.rad if row.fra > first.fra]
    return [first, *(r for r in later if birthday(rule.until, r.fra - first.fra) <= today)][-1]
