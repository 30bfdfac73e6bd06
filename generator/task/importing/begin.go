package importing

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"plainsight/generator/kit/disk"
)

// shared are the files of a site that say by which rules inspections are read.
var shared = []string{"data/frameworks", "data/scales.yaml", "data/lanes.yaml", "data/glossary.yaml", "data/synonyms.yaml",
	"data/bank-holidays.yaml"}

// settings begin a site about many councils alike; whoever publishes it writes
// their own names into it.
const settings = `# A site about the councils whose reports were imported. Before it is published,
# write here who answers for it, and where it will be.
title: Inspections of children's services
publisher: The publisher of this site
base_url: https://inspections.example/
# No council has the short addresses; all are below /authorities/.
home:
language: en-GB
themes: [clearprint]
formats: [html, csv, json]
contact:
  name: The publisher of this site
  post: The address of the publisher
worried:
  words: If a child is in danger now, call 999.
  link: {words: Tell a council about a child, url: https://www.gov.uk/report-child-abuse-to-local-council}
complain:
  words: Each council says how to complain about its services.
  link: {words: How to complain to a council, url: https://www.gov.uk/complain-about-your-council}
statement:
  prepared: DAY
`

// begin makes a site of a folder that is none yet: the rules of the source, and
// settings. What is there stays.
func begin(o Options) error {
	target := filepath.Join(o.Out, "data", "site.yaml")
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	for _, name := range shared {
		if err := copied(o.Source, name, o.Out); err != nil {
			return err
		}
	}
	return disk.Write(target, []byte(strings.Replace(settings, "DAY", o.Clock().Format("2006-01-02"), 1)))
}

// topicLines lead to topics, which a new site has none of.
var topicLines = regexp.MustCompile(`(?m)^ *topics:.*\n`)

func copied(source fs.FS, name, out string) error {
	return fs.WalkDir(source, name, func(found string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		target := filepath.Join(out, filepath.FromSlash(found))
		if _, err := os.Stat(target); err == nil {
			return nil
		}
		bytes, err := fs.ReadFile(source, found)
		if err != nil {
			return err
		}
		if found == "data/lanes.yaml" {
			bytes = topicLines.ReplaceAll(bytes, nil)
		}
		return disk.Write(target, bytes)
	})
}
