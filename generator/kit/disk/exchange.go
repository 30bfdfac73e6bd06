package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// Exchange lets two folders of one file system change places. Linux and macOS
// do it in one step. Elsewhere it takes three, and for an instant nothing
// stands at the first path: Recover mends what a killed process left there.
func Exchange(first, second string) error {
	err := exchangeOrInTurn(first, second)
	switch {
	case errors.Is(err, syscall.EXDEV):
		if err := renew(first, renewed(second)); err != nil {
			return err
		}
		return exchangeOrInTurn(first, second)
	case errors.Is(err, syscall.EBUSY):
		return fmt.Errorf("%s is a disk of its own and cannot be replaced, but a folder on it could be: %w", first, err)
	}
	return err
}

func exchangeOrInTurn(first, second string) error {
	err := exchange(first, second)
	if errors.Is(err, errors.ErrUnsupported) {
		return inTurn(first, second)
	}
	return err
}

// inTurn moves the first folder aside, the second into its place, and the
// first into the place of the second.
func inTurn(first, second string) error {
	if err := Recover(first, second); err != nil {
		return err
	}
	if err := Move(first, aside(second)); err != nil {
		return err
	}
	if err := Move(second, first); err != nil {
		return errors.Join(err, Move(aside(second), first))
	}
	return Move(aside(second), second)
}

// Recover ends an Exchange that was killed half-way: what had not yet begun is
// undone, what was nearly done is finished. It does nothing otherwise.
func Recover(first, second string) error {
	if exists(renewed(second)) {
		if err := putBack(renewed(second), first); err != nil {
			return err
		}
	}
	if !exists(aside(second)) {
		return Remove(part(renewed(second)))
	}
	if !exists(first) {
		return Move(aside(second), first)
	}
	if !exists(second) {
		return Move(aside(second), second)
	}
	return fmt.Errorf("%s was set aside from %s and something else stands there now: move one of them away",
		aside(second), first)
}

func aside(path string) string   { return path + ".aside" }
func renewed(path string) string { return path + ".renewed" }

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
