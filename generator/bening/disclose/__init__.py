"""From exact tables to tables that may be public. Only `protect` and `frozen` make a `SafeTable`."""
