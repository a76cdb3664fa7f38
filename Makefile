# Each target is a script that installs by itself what it needs, so that it also runs where there is no make yet.
.PHONY: demo serve test setup fonts format install

# Exports the example article to output/.
demo:
	@scripts/demo.sh

# Starts the office service on http://127.0.0.1:8080/.
serve:
	@scripts/serve.sh

# Lints the code and runs all tests.
test:
	@scripts/test.sh

# Debian packages (root only where one is missing), a check of Swift, the fonts.
setup:
	@scripts/setup.sh

fonts:
	@Fonts/install.sh

# Lays out the code as `make test` wants it.
format:
	swift format --in-place --recursive Package.swift Sources Tests Service/Package.swift Service/Sources Service/Tests

# Installs the command with templates, fonts, manual page and completions: make install PREFIX=/usr/local
install:
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install.sh
