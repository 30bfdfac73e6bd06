package write

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"plainsight/generator/kit/disk"
	"plainsight/generator/stage/render"
)

// Beside is the folder for the settings of servers that belong to a site. It
// lies beside the output, so that nobody publishes it: "deploy" beside
// "public", and "NAME-deploy" beside an output of another name.
func Beside(output string) string {
	folder, name := filepath.Split(filepath.Clean(output))
	if name == "public" {
		return filepath.Join(folder, "deploy")
	}
	return filepath.Join(folder, name+"-deploy")
}

// Settings writes the files of the folder beside the output, each at once. One
// without content is taken away. Other files there stay as they are. What it
// writes is kept with the site in the output, in case that comes back. The site is
// public by then, which an error says.
func Settings(output string, files []render.Artifact) error {
	if err := settings(output, files); err != nil {
		return fmt.Errorf("the new site is in %s, but not all that servers are to know of it is in %s; mend what is named here, and build again: %w", output, Beside(output), err)
	}
	return nil
}

func settings(output string, files []render.Artifact) error {
	err := settle(Beside(output), files)
	real, wrong := resolve(output)
	if wrong != nil {
		return errors.Join(err, wrong)
	}
	kept, wrong := keptSettings(real, real)
	if wrong != nil {
		return errors.Join(err, wrong)
	}
	for _, file := range files {
		err = errors.Join(err, disk.Replace(filepath.Join(kept, filepath.FromSlash(file.Path)), file.Bytes))
	}
	return errors.Join(err, forgetSettings(real, kept))
}

func settle(folder string, files []render.Artifact) (err error) {
	for _, file := range files {
		at := filepath.Join(folder, filepath.FromSlash(file.Path))
		if len(file.Bytes) == 0 {
			err = errors.Join(err, disk.Remove(at))
			continue
		}
		err = errors.Join(err, disk.Replace(at, file.Bytes))
	}
	return err
}

// SettingsBack writes the files of the folder beside the output as they were for
// the site that is in the output now; known is false where they were not kept.
func SettingsBack(output string) (known bool, err error) {
	real, err := resolve(output)
	if err != nil {
		return false, err
	}
	kept, err := keptSettings(real, real)
	if err != nil {
		return false, err
	}
	var files []render.Artifact
	err = fs.WalkDir(os.DirFS(kept), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(kept, filepath.FromSlash(name)))
		files = append(files, render.Artifact{Path: name, Bytes: text})
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, settle(Beside(output), files)
}

// keptSettings is where the settings of servers are kept for the site in a
// folder, by the sum of its manifest.
func keptSettings(output, site string) (string, error) {
	list, err := os.Open(filepath.Join(site, manifestName))
	if err != nil {
		return "", err
	}
	defer list.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, list); err != nil { // piece by piece: a country's list has a hundred megabytes
		return "", err
	}
	return filepath.Join(settingsFolder(output), hex.EncodeToString(sum.Sum(nil)[:16])), nil
}

func settingsFolder(output string) string { return filepath.Join(workFolder(output), "settings") }

// forgetSettings takes away what is kept for sites that are neither public, whose
// own are kept at a path, nor the one before.
func forgetSettings(output, public string) (err error) {
	wanted := map[string]bool{filepath.Base(public): true}
	if before, none := keptSettings(output, filepath.Join(workFolder(output), "before")); none == nil {
		wanted[filepath.Base(before)] = true
	}
	entries, err := os.ReadDir(settingsFolder(output))
	for _, entry := range entries {
		if !wanted[entry.Name()] {
			err = errors.Join(err, disk.Remove(filepath.Join(settingsFolder(output), entry.Name())))
		}
	}
	return err
}
