package io.firebreak.router.cells;

import java.io.IOException;
import java.net.Socket;

/** Takes a request and resets the connection before it answers, as a process does that is killed by what it reads. */
public final class CellThatDiesOnRequest extends RawCell {
    @Override
    void handle(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }
}
