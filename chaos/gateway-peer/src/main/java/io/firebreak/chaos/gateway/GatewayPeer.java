package io.firebreak.chaos.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway with no code of its own: its one route comes with the properties it is started with. */
@SpringBootApplication(proxyBeanMethods = false)
class GatewayPeer {
    private GatewayPeer() {}

    public static void main(String[] arguments) {
        SpringApplication.run(GatewayPeer.class, arguments);
    }
}
