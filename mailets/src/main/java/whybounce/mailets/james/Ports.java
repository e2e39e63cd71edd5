package whybounce.mailets.james;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javax.mail.MessagingException;

/**
 * Other ports than 25 for certain addresses, for tests and demonstrations: {@code 127.0.0.2=10025,127.0.0.3=10026}, or
 * {@code 10025} for all.
 */
record Ports(Map<String, Integer> byAddress, OptionalInt any) {

    static final Ports STANDARD = new Ports(Map.of(), OptionalInt.empty());

    Ports {
        byAddress = Map.copyOf(byAddress);
    }

    static Ports parse(String text) throws MessagingException {
        try {
            if (text.isBlank()) {
                return STANDARD;
            }
            if (!text.contains("=")) {
                return new Ports(Map.of(), OptionalInt.of(Integer.parseInt(text.strip())));
            }
            return new Ports(
                    Arrays.stream(text.split(","))
                            .map(pair -> pair.split("="))
                            .collect(Collectors.toMap(
                                    pair -> pair[0].strip(), pair -> Integer.valueOf(pair[1].strip()))),
                    OptionalInt.empty());
        } catch (RuntimeException e) {
            throw new MessagingException("portMap is address=port pairs or one port, not " + text, e);
        }
    }

    int of(String address, int standard) {
        return byAddress.getOrDefault(address, any.orElse(standard));
    }
}
