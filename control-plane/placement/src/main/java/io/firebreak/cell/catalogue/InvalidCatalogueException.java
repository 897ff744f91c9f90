package io.firebreak.cell.catalogue;

/** The catalogue file is wrong; the message names line, column and value, and what is accepted. */
public final class InvalidCatalogueException extends RuntimeException {
    InvalidCatalogueException(String message) {
        super(message);
    }
}
