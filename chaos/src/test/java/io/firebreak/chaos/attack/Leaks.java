package io.firebreak.chaos.attack;

import java.util.List;
import java.util.Optional;

/** Looks for what nobody but its owner may read. */
public final class Leaks {
    /** What an answer shows only when an error was not caught. */
    private static final List<String> INSIDES = List.of(
            "io.firebreak",
            "java.lang",
            "java.util",
            "org.springframework",
            "org.postgresql",
            "org.hibernate",
            "tools.jackson",
            "org.apache",
            "Exception",
            "SQLState",
            "select ",
            "Whitelabel",
            "Apache Tomcat");

    private final List<String> secrets;

    /** @param secrets what stands in no answer, whoever asks */
    public Leaks(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** What an answer tells that it must not. What the attack has said itself is no news to the attacker. */
    Optional<String> in(Attack attack, RawAnswer answer) {
        String all = answer.head() + answer.body();
        Optional<String> secret = secretIn(all);
        if (secret.isPresent()) {
            return secret.map(found -> attack + " tells a secret: " + found);
        }
        String said = Strings.plain(attack.target()) + attack.body();
        return INSIDES.stream()
                .filter(inside -> all.contains(inside) && !said.contains(inside))
                .findFirst()
                .map(inside -> "%s tells '%s': %s".formatted(attack, inside, answer.body()));
    }

    /** The first secret in a text, by its number: it is not said again. */
    public Optional<String> secretIn(String text) {
        for (int i = 0; i < secrets.size(); i++) {
            if (text.contains(secrets.get(i))) {
                return Optional.of("secret number " + i);
            }
        }
        return Optional.empty();
    }
}
