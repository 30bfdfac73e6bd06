package write

import (
	"errors"
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
// without content is taken away. Other files there stay as they are.
func Settings(output string, files []render.Artifact) (err error) {
	for _, file := range files {
		at := filepath.Join(Beside(output), filepath.FromSlash(file.Path))
		if len(file.Bytes) == 0 {
			err = errors.Join(err, disk.Remove(at))
			continue
		}
		err = errors.Join(err, disk.Replace(at, file.Bytes))
	}
	return err
}
