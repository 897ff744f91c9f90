package io.firebreak.directory.region;

/** A cell that loses its database when it is told to, and answers as if nothing had happened. */
public final class CellThatForgets extends CellThatConfirms {
    public void forget() {
        forgetEverything();
    }
}
