package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTheMapIsTrue holds generator/README.md against the folders: every room
// of the listing is there, every room that is there stands in the listing,
// every path in the text leads somewhere, and every name of Go in it is declared
// in the room before its dot, or in any.
func TestTheMapIsTrue(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(text), "\n"); lines > 120 {
		t.Errorf("the map has %d lines; 120 are enough to find one’s way", lines)
	}
	listing := strings.Split(string(text), "```")[1]
	listed := roomsOf(listing)
	if got := foldersHere(t); !slices.Equal(got, listed) {
		t.Errorf("the map lists\n%v\nand there is\n%v", listed, got)
	}
	for _, match := range regexp.MustCompile("`([a-z_]+(?:/[a-zA-Z_.-]+)+|[a-z_]+\\.go)`").FindAllStringSubmatch(string(text), -1) {
		if !leadsSomewhere(match[1]) {
			t.Errorf("the map speaks of %s, which is not there", match[1])
		}
	}
	sources := sourcesOf(t, listed)
	for _, match := range regexp.MustCompile("`(?:([a-z]+)\\.)?(?:[A-Z][a-z]+\\.)?([A-Z][A-Za-z]+)`").FindAllStringSubmatch(string(text), -1) {
		if !declared(sources, match[1], match[2]) {
			t.Errorf("the map speaks of %s, which nothing declares", match[0])
		}
	}
}

// sourcesOf are the texts of the packages in rooms.
func sourcesOf(t *testing.T, rooms []string) map[string]string {
	sources := map[string]string{}
	for _, room := range rooms {
		files, err := filepath.Glob(filepath.Join(room, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sources[room] += string(source)
		}
	}
	return sources
}

// declared tells whether the room of a name, or any where it is "", declares a
// function, a method or a type.
func declared(sources map[string]string, room, name string) bool {
	declaration := regexp.MustCompile(`(?m)^(func (\([^)]+\) )?|type )` + name + `\b`)
	for path, source := range sources {
		if (room == "" || strings.HasSuffix(path, "/"+room)) && declaration.MatchString(source) {
			return true
		}
	}
	return false
}

// roomsOf reads the folders of the listing: a floor ends with a slash, its
// rooms are set in.
func roomsOf(listing string) (rooms []string) {
	floor := ""
	for line := range strings.Lines(listing) {
		name := strings.Fields(line + " .")[0]
		switch {
		case strings.HasPrefix(line, "  "):
			rooms = append(rooms, path.Join(floor, name))
		case strings.HasSuffix(name, "/"):
			floor = name
		}
	}
	return rooms
}

func foldersHere(t *testing.T) (rooms []string) {
	for _, floor := range floors {
		entries, err := os.ReadDir(floor)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			rooms = append(rooms, path.Join(floor, entry.Name()))
		}
	}
	return rooms
}

// leadsSomewhere looks for a path from here, from the root of the repository,
// and for a file name in every room.
func leadsSomewhere(name string) bool {
	for _, from := range []string{".", "..", "stage/lint", "stage/plan", "task/audit"} {
		if _, err := os.Stat(path.Join(from, name)); err == nil {
			return true
		}
	}
	return false
}
