// Package verify holds a published site against its own list of files.
//
// It takes a folder or the address of a site, reads its manifest.json, and
// reads every file that stands in it, in the folder or over the web. It gives
// what is missing, what has other bytes, and, of a folder, what the list does
// not know. It changes nothing, and cannot tell whether the list itself was
// replaced by another whole one: for that, keep the sum of the list elsewhere.
package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"plainsight/generator/stage/write"
	"plainsight/generator/task/build"
)

// A Report is what was found, each list in order.
type Report struct {
	// Checked is how many files were read, and Sum the SHA-256 of the list.
	Checked int
	Sum     string
	// Altered have other bytes than the list says, Missing are not there, and
	// Unlisted are in the folder and not in the list.
	Altered, Missing, Unlisted []string
}

// Sound tells whether every file is as it was written.
func (r Report) Sound() bool { return len(r.Altered)+len(r.Missing) == 0 }

// Site verifies the site at a place: a folder, or an address of the web.
func Site(place string) (Report, error) {
	if strings.HasPrefix(place, "http://") || strings.HasPrefix(place, "https://") {
		return onWeb(place)
	}
	return inFolder(place)
}

// errMissing says that a file is not there.
var errMissing = errors.New("it is not there")

// A reader gives the bytes of a file of the site.
type reader func(path string) ([]byte, error)

func inFolder(folder string) (Report, error) {
	report, listed, err := verified(func(path string) ([]byte, error) {
		text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(path)))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, errMissing
		}
		return text, err
	})
	if err != nil {
		return report, fmt.Errorf("%s cannot be verified: %w", filepath.ToSlash(folder), err)
	}
	err = fs.WalkDir(os.DirFS(folder), ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path != write.ManifestName && !listed[path] {
			report.Unlisted = append(report.Unlisted, path)
		}
		return err
	})
	return report, err
}

// patience is how long one file may take to come.
const patience = 30 * time.Second

func onWeb(base string) (Report, error) {
	client := http.Client{Timeout: patience}
	report, _, err := verified(func(path string) ([]byte, error) {
		at := strings.TrimSuffix(base, "/") + "/" + (&url.URL{Path: path}).EscapedPath()
		answer, err := client.Get(at)
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		switch {
		case answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusGone:
			return nil, errMissing
		case answer.StatusCode != http.StatusOK:
			return nil, fmt.Errorf("%s answers %s", at, answer.Status)
		}
		return io.ReadAll(answer.Body)
	})
	if err != nil {
		return report, fmt.Errorf("%s cannot be verified: %w", base, err)
	}
	return report, nil
}

// side is how many files are read at once.
const side = 8

func verified(read reader) (report Report, listed map[string]bool, err error) {
	manifest, err := read(write.ManifestName)
	if errors.Is(err, errMissing) {
		return report, nil, fmt.Errorf("there is no %s, which lists the files of a site", write.ManifestName)
	}
	if err != nil {
		return report, nil, err
	}
	files, whole, err := write.Read(manifest)
	if err != nil {
		return report, nil, fmt.Errorf("%s is damaged: %w", write.ManifestName, err)
	}
	sum := sha256.Sum256(manifest)
	report.Sum, listed = hex.EncodeToString(sum[:]), map[string]bool{}
	if !whole {
		report.Altered = append(report.Altered, write.ManifestName)
	}
	for _, file := range files {
		listed[file.Path] = true
	}
	err = report.check(files, read)
	slices.Sort(report.Altered)
	slices.Sort(report.Missing)
	return report, listed, err
}

// check reads files side by side. The first error of the machine is given.
func (r *Report) check(files []write.Listed, read reader) (failed error) {
	var lock sync.Mutex
	var wait sync.WaitGroup
	free := make(chan struct{}, side)
	for _, file := range files {
		free <- struct{}{}
		wait.Go(func() {
			defer func() { <-free }()
			text, err := read(file.Path)
			lock.Lock()
			defer lock.Unlock()
			r.Checked++
			switch {
			case errors.Is(err, errMissing):
				r.Missing = append(r.Missing, file.Path)
			case err != nil:
				failed = errors.Join(failed, err)
			case write.Describe(file.Path, text) != file:
				r.Altered = append(r.Altered, file.Path)
			}
		})
	}
	wait.Wait()
	return failed
}

// Write says what was found.
func (r Report) Write(w io.Writer, place string) {
	for _, list := range []struct {
		what  string
		paths []string
	}{
		{"Altered since it was published", r.Altered}, {"Missing", r.Missing}, {"Not of the site, and left alone", r.Unlisted},
	} {
		for _, path := range list.paths {
			fmt.Fprintf(w, "%s: %s\n", list.what, path)
		}
	}
	if r.Sound() {
		fmt.Fprintf(w, "%s in %s, each as it was published.\n", build.Count(r.Checked, "file", "files"), place)
	} else {
		fmt.Fprintf(w, "%s in %s, of which %s published.\n", build.Count(r.Checked, "file", "files"), place, build.Count(len(r.Altered)+len(r.Missing), "is not as it was", "are not as they were"))
	}
	fmt.Fprintf(w, "The SHA-256 of %s is %s.\n", write.ManifestName, r.Sum)
}
