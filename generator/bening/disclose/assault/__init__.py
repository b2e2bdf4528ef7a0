"""The self-attack on published tables, by linear and whole-number programming. Shares nothing with the protector.

`assault(folders, limits)` reads the bytes of the published files as anyone can, links all tables of a folder,
and returns what can be inferred about few people. Safe is only what whole-number witnesses prove, so an error of
the solver can make a sound table look bad but no bad table sound. Method: ADR 0014, design of the disclosure
control ("What protection must withstand"), SDC Handbook on interval and group attribute disclosure.
"""

from bening.disclose.assault.attack import assault
from bening.disclose.assault.limits import Disclosure, Limits, known_cell

__all__ = ["Disclosure", "Limits", "assault", "known_cell"]
