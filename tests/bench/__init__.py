"""How fast the site is, beside a bare Flask page on the same kind of server in the same run: `./run bench`."""
