package io.firebreak.router.cells;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Promises an answer of 100 bytes, sends ten, and cuts the line. */
public final class CellThatAnswersHalf extends RawCell {
    @Override
    void handle(Socket connection) throws IOException {
        connection
                .getOutputStream()
                .write("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"instance"
                        .getBytes(StandardCharsets.US_ASCII));
        connection.close();
    }
}
