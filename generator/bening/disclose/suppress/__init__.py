"""Cell suppression for linked, hierarchical count tables: which cells to hide so that nothing can be inferred.

Layers: `model` (values in and out), `grid` (one system of sums over all tables), `lines` (witnesses of what an
attacker cannot exclude), `moves` and `whole` (HiGHS), `search`, `giveback`, `prove`, `core`.
"""

from bening.disclose.suppress.core import suppress
from bening.disclose.suppress.model import (
    CountTable,
    Pattern,
    Preference,
    ProtectionFailed,
    Rules,
    Statistics,
)

__all__ = ["CountTable", "Pattern", "Preference", "ProtectionFailed", "Rules", "Statistics", "suppress"]
