package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"plainsight/generator/kit/disk"
	"plainsight/generator/task/build"
	"plainsight/generator/task/pack"
)

func (f *flags) packCommand() *cobra.Command {
	return &cobra.Command{
		Use: "pack FILE", Short: "Make one ZIP of the built site, to open from a folder or a stick", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, names []string) error { return f.pack(names[0]) },
	}
}

// pack writes the file anew, once it is whole.
func (f *flags) pack(name string) error {
	site, err := resolved(f.outputFolder())
	if err != nil {
		return err
	}
	at, err := resolved(name)
	if err != nil {
		return err
	}
	if within(at, site) {
		return fmt.Errorf("%s lies in the site that is packed, and would be published with it and lie in the next pack; name a file outside of %s",
			filepath.ToSlash(name), f.shownOutput())
	}
	made, err := pack.Site(os.DirFS(f.outputFolder()))
	if err != nil {
		return err
	}
	if found, err := os.Lstat(name); err == nil && !found.Mode().IsRegular() {
		return fmt.Errorf("%s is there already, and is no file", name)
	}
	if err := disk.Remove(name); err != nil {
		return err
	}
	if err := disk.Write(name, made.Bytes); err != nil {
		return err
	}
	_, err = fmt.Fprintf(f.out, "%s holds %s in %d kB. Unpack it, and open %sindex.html.\n",
		filepath.ToSlash(name), build.Count(made.Files, "file", "files"), (len(made.Bytes)+500)/1000, pack.Folder)
	return err
}
