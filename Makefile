# Two commands matter: `make site` and `make test`. The first needs Go and make
# and nothing else; what else it finds, it uses.

SHELL := /bin/sh
.DEFAULT_GOAL := site
# The parts of `make test` come one after the other, so that their lines do too.
.NOTPARALLEL:
.PHONY: site extras serve check pack plan publish ready test soak bench dist pictures licences national clean help
.PHONY: program static unit samples race browser soak-faults test-site chromium-installed npm-installed

theme := themes/clearprint
suite := generator/browser
tested := bin/test-site

# npm writes this file when it has fetched all that a lock file names.
fetched := node_modules/.package-lock.json

# Without a network npm would try for minutes.
npm-ci := npm ci --ignore-scripts --loglevel=error \
	--fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-timeout=30000

PORT ?= 1313
REPORTS ?= 100,1000
PROFILES ?= common,full
ROUNDS ?= 3

platforms := windows/amd64 windows/arm64 darwin/amd64 darwin/arm64 linux/amd64 linux/arm64

# Chromium as the environment names it, or under one of its usual names.
find-chromium := command -v "$${CHROMIUM:-}" || command -v chromium || \
	command -v chromium-browser || command -v google-chrome

site: ready ## Build the site into public/ (the default)
	@bin/plainsight build

plan: ready ## Say what publishing would change, and write nothing
	@bin/plainsight plan

publish: ready ## Build and publish, show what changes, and record every address in data/ledger
	@bin/plainsight publish

# The program, and what else the theme can have.
ready: program
	@if $(MAKE) -s -q extras 2>/dev/null; then :; \
	elif ! command -v npm >/dev/null; then \
		echo "Left out: the Atkinson Hyperlegible typeface, the search and the interactive charts. To have it, install Node.js, then type: make extras"; \
	elif ! $(MAKE) -s extras 2>/dev/null; then \
		echo "Left out: the Atkinson Hyperlegible typeface, the search and the interactive charts, since npm could not fetch it. To try again, type: make extras"; \
	fi

extras: $(theme)/$(fetched) ## Fetch the theme's typeface, search and interactive charts with npm, where it is not yet there

serve: program ## Show the site on this computer and follow each save; PORT=1313 is where
	@bin/plainsight serve --port $(PORT)

check: program ## Say what is wrong in content and data, and write nothing
	@bin/plainsight check

pack: program ## Make one file of the site in public/, bin/site.zip, to open from a folder or a stick
	@mkdir -p bin
	@bin/plainsight pack bin/site.zip

test: static unit samples race browser ## Run every test: code, site, pages in a browser
	@echo "All tests passed"

pictures: test-site npm-installed chromium-installed ## Draw every kind of page into bin/pictures and the README's pictures
	@rm -rf bin/pictures
	@cd $(suite) && go run ./pictures -site ../../$(tested) -out ../../bin/pictures -readme readme

bench: program ## Measure builds of invented sites, beside Hugo where it is installed; REPORTS=100,1000 is how large
	@bin/plainsight measure --reports $(REPORTS) --profiles $(PROFILES) --rounds $(ROUNDS)

national: program ## Build a site of many councils into bin/national/site from a folder of reports: PDFS=folder
	@if [ -z "$(PDFS)" ]; then echo "Say where the reports are: make national PDFS=folder"; exit 1; fi
	@mkdir -p bin/national/source
	@bin/plainsight import --certain --out bin/national/source "$(PDFS)" || [ $$? = 1 ]
	@rm -rf bin/national/source/themes && cp -R themes bin/national/source/themes
	@bin/plainsight build --source bin/national/source --output bin/national/site

dist: licences ## Make one program file each for Windows, macOS and Linux in bin/dist
	@rm -rf bin/dist
	@mkdir -p bin/dist
	@set -e; for platform in $(platforms); do \
		os=$${platform%/*} arch=$${platform#*/} end=; \
		if [ $$os = windows ]; then end=.exe; fi; \
		echo "Building plainsight-$$os-$$arch$$end"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build -trimpath -ldflags "-s -w" \
			-o bin/dist/plainsight-$$os-$$arch$$end ./generator; \
	done
	@cp bin/licences.md bin/dist/LICENCES.md
	@cd bin/dist && { sha256sum plainsight-* || shasum -a 256 plainsight-*; } 2>/dev/null > SHA256SUMS

licences: ## Write what others made of this, with versions, sums and licences, into bin/licences.md
	@mkdir -p bin
	@go mod download && cd $(suite) && go mod download
	@cd $(suite) && go run ./licences -root ../.. -out ../../bin/licences.md

clean: ## Remove what make made, but not public/ and not what npm fetched
	@rm -rf bin .cache

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

# Go knows by itself what has changed.
program:
	@mkdir -p bin
	@CGO_ENABLED=0 go build -trimpath -o bin/plainsight ./generator

%/$(fetched): %/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js first"; exit 1; }
	@echo "Fetching what $*/package.json names"
	@cd $* && $(npm-ci) >/dev/null

# All but the race detector takes what was compiled for the program, which
# without caches is the most of it.
static unit samples browser: export CGO_ENABLED := 0
static unit samples browser: export GOFLAGS := $(GOFLAGS) -trimpath

static:
	@echo "Format: gofmt"
	@unformatted=$$(gofmt -l generator) && \
		if [ -n "$$unformatted" ]; then echo "Run gofmt -w on:" $$unformatted; exit 1; fi
	@echo "Suspect code: go vet"
	@go vet ./...
	@cd $(suite) && go vet ./...
	@echo "Suspect code: staticcheck"
	@cd $(suite) && go build -o ../../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	@bin/staticcheck ./...
	@cd $(suite) && ../../bin/staticcheck ./...
	@echo "Licences: go test ./licences"
	@go mod download && cd $(suite) && go mod download && go test -vet=off ./licences

# The search is tried with the program that npm fetches. What go vet says of the
# tests is known by now, and the samples come next.
unit: $(theme)/$(fetched)
	@echo "Packages: go test"
	@go test -vet=off -skip '^$(samples-test)$$' ./...

# The samples of the page on loading the numbers, in the languages that are
# here; each line says which.
samples-test := TestTheSamplesOfThePageRun
samples:
	@echo "Samples: the page on loading the numbers, in Python, JavaScript and R"
	@mkdir -p bin
	@go test -vet=off -count=1 -v -run '^$(samples-test)$$' ./generator/task/build >bin/samples.log || { cat bin/samples.log; exit 1; }
	@sed -n 's/^ *samples_test.go:[0-9]*: /  /p' bin/samples.log

# The race detector is slow and needs a C compiler, so it looks only at
# packages in which goroutines are started, by themselves or by their tests, and,
# of the builds that all these take part in, at a few small sites and the preview.
# Tests in which one goroutine reads very much are left to go test above.
alone := OddTextsAreReadToTheEnd|MarksAndCellsWithoutNumber|LargeFiles
race:
	@if ! command -v "$$(go env CC)" >/dev/null; then \
		echo "Races: left out, there is no C compiler"; exit 0; \
	fi; \
	shared=$$(grep -rlE --include='*.go' '\bgo (func|[a-zA-Z.]+)\(|\.Go\(' generator \
		--exclude-dir=browser --exclude-dir=node_modules | xargs -r dirname | sort -u | grep -v task/build$$ | sed 's|^|./|'); \
	echo "Races: go test -race in" $${shared:-"no package"}; \
	if [ -n "$$shared" ]; then go test -vet=off -race -skip '^Test($(alone))$$' $$shared; fi
	@if command -v "$$(go env CC)" >/dev/null; then \
		go test -vet=off -race -short -run 'TestSites/(country|editions|held-back|welsh)|TestTwoBuildsAtOnce|TestAPreview' ./generator/task/build; fi

browser: test-site npm-installed chromium-installed $(suite)/$(fetched)
	@echo "Pages: a browser opens each page of $(tested)"
	@cd $(suite) && PLAINSIGHT_SITE="$(CURDIR)/$(tested)" PLAINSIGHT_PROGRAM="$(CURDIR)/bin/plainsight" go test -vet=off -count=1 -timeout 30m

soak: soak-faults test-site npm-installed chromium-installed $(suite)/$(fetched) ## Try hundreds of faults, and open every page in a browser in every mode, which takes long
	@echo "Pages: a browser opens each page of $(tested) in every mode"
	@cd $(suite) && PLAINSIGHT_SOAK=yes PLAINSIGHT_SITE="$(CURDIR)/$(tested)" \
		go test -count=1 -timeout 6h -run 'TestBuiltSite|TestUnknownAddress'

# Kills, full disks, wrong clocks and the like, many more than `make test`
# tries. Each test says how many it tried, and fails where something was lost.
fault-tests := Kill|Once|Wait|Names|Clock|Permission|Parent|RealSite|Disk|Foreign|Output|Before|GoingBack|Rollback|Meanwhile|Hostile|ALargePage|ALongTable|SameBytes|Requests|Strangers
soak-faults:
	@echo "Faults: go test with many kills and full disks"
	@mkdir -p bin
	@PLAINSIGHT_SOAK=yes go test -count=1 -v -timeout 30m -run '$(fault-tests)' \
		./generator ./generator/stage/write ./generator/task/build ./generator/task/serve \
		>bin/faults.log 2>&1 || { grep -A20 -e '--- FAIL' bin/faults.log; echo "Something was lost: see bin/faults.log"; exit 1; }
	@awk '/_test.go:[0-9]+: tried / { sub(/^.*: tried /, ""); sum += $$1; print "  " $$0 } \
		/_test.go:[0-9]+: the site was built in / { sub(/^.*: the site/, "the site"); print "  " $$0 } \
		END { print "Faults tried: " sum ". Nothing was lost." }' bin/faults.log

# The real site, with the extras, away from public/.
test-site: program npm-installed $(theme)/$(fetched)
	@echo "Site: built into $(tested)"
	@bin/plainsight build --output $(tested)

npm-installed:
	@command -v npm >/dev/null || { \
		echo "npm is missing: the browser tests need axe-core, which npm fetches. Install Node.js first."; \
		exit 1; }

chromium-installed:
	@if { $(find-chromium); } >/dev/null; then exit 0; fi; \
	echo "Chromium is missing: installing Debian's package"; \
	mkdir -p bin; as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
	{ $$as_root apt-get update -q && \
		$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium; \
	} >bin/chromium.log 2>&1 </dev/null && \
	{ $(find-chromium); } >/dev/null || { \
		echo "Chromium could not be installed (see bin/chromium.log): install it, or name it in CHROMIUM"; \
		exit 1; }
