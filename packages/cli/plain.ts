// Read before citty, which decides on colours as it is loaded: none where no terminal shows them.
if (!process.stdout.isTTY) process.env.NO_COLOR = '1'
