package sources

import "strings"

// describe writes the bodies that an import of votes brings with it, in its transaction, and learns anew who
// sits where: the votes that follow are of those bodies.
func (im *importing) describe(base *DB) error {
	if im.opt.Bodies == "" {
		return nil
	}
	d, err := openDelimited(im.ctx, strings.NewReader(im.opt.Bodies))
	if err != nil {
		return err
	}
	for {
		more, odd, err := d.next()
		if err == nil && more && odd != nil {
			err = odd
		}
		if err != nil {
			return err
		}
		if !more {
			break
		}
		key, data, err := readBody(im, d)
		if err != nil {
			return err
		}
		if err := im.writeEntry("bodies", key, 0, data); err != nil {
			return err
		}
	}
	state, err := loadUser(im.ctx, im.tx, "")
	if err != nil {
		return err
	}
	facts, err := layerTables(base.facts, state)
	if err != nil {
		return err
	}
	im.roster, im.seats = newRoster(facts), nil
	if err := im.seat(state.seats); err != nil {
		return err
	}
	im.findOpen(state)
	return nil
}
