package io.firebreak.chaos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerNamesTest {
    private static final String PROBLEM = "\r\n\r\n{\"status\":429,\"code\" : \"REQUEST_LIMIT_EXCEEDED\"}";

    @Test
    void namesWhoRefusedAndWhy() {
        assertThat(AnswerNames.of(429, "HTTP/1.1 429 Too Many\r\nFirebreak-Cell: cell-1" + PROBLEM))
                .isEqualTo("429 REQUEST_LIMIT_EXCEEDED by a cell");
        assertThat(AnswerNames.of(429, "HTTP/1.1 429 Too Many\r\nFirebreak-Shed: router" + PROBLEM))
                .isEqualTo("429 REQUEST_LIMIT_EXCEEDED by the router");
        assertThat(AnswerNames.of(502, "HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo("502 by the router");
    }

    @Test
    void doesNotTakeABodyForAHead() {
        assertThat(AnswerNames.of(400, "HTTP/1.1 400 Bad\r\n\r\n\r\nfirebreak-cell: cell-1"))
                .isEqualTo("400 by the router");
    }

    @Test
    void saysOfASuccessNoMoreThanItsStatus() {
        assertThat(AnswerNames.of(201, "HTTP/1.1 201 Created\r\n\r\n{\"code\":\"NONE\"}"))
                .isEqualTo("201");
        assertThat(AnswerNames.of(Load.LOST, "")).isEqualTo("no answer");
    }
}
