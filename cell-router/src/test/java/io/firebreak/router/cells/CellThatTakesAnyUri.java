package io.firebreak.router.cells;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers 200 without reading anything into the URI, also where a library would refuse it. */
public final class CellThatTakesAnyUri extends RawCell {
    @Override
    void handle(Socket connection) throws IOException {
        connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
