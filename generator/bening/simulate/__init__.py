"""A synthetic agency of any size: same arguments, same bytes. Invents everything; describes nobody."""
