package io.firebreak.chaos.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The requests of a run, by their number from 0. */
interface Requests {
    /** The whole request as it goes over the wire. */
    byte[] request(int number);

    /** How many there are. */
    int most();

    /** An instance and whose it is. */
    record Owned(String id, String tenant) {}

    /** Launches of one instance each, as many as wanted, each with a client token of its own that starts as given. */
    static Requests launches(BenchTenants tenants, String tokens, TypeDeck types) {
        return new Requests() {
            @Override
            public byte[] request(int number) {
                String json = "{\"instanceType\":\"" + types.type(number)
                        + "\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-bench\"}";
                return text(
                        "POST /v1/instances HTTP/1.1\r\nHost: cell\r\nAuthorization: Bearer " + tenants.keyOf(number)
                                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + tokens + number
                                + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
            }

            @Override
            public int most() {
                return Integer.MAX_VALUE;
            }
        };
    }

    /** Terminates these instances, one a request. */
    static Requests terminations(List<Owned> instances) {
        return new Requests() {
            @Override
            public byte[] request(int number) {
                return text("DELETE /v1/instances/" + instances.get(number).id()
                        + " HTTP/1.1\r\nHost: cell\r\nAuthorization: Bearer "
                        + BenchTenants.key(instances.get(number).tenant()) + "\r\n\r\n");
            }

            @Override
            public int most() {
                return instances.size();
            }
        };
    }

    private static byte[] text(String request) {
        return request.getBytes(StandardCharsets.US_ASCII);
    }
}
