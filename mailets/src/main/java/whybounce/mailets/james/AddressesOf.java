package whybounce.mailets.james;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;

/** The addresses that a message names as its recipients. */
record AddressesOf(OriginalMessage message) {

    Stream<String> inHeaders() {
        return Stream.of("To", "Cc", "Bcc", "Resent-To", "Resent-Cc")
                .flatMap(name -> message.headers(name).stream())
                .flatMap(AddressesOf::parsed)
                .flatMap(address -> Optional.ofNullable(address.getAddress()).stream());
    }

    private static Stream<InternetAddress> parsed(String header) {
        try {
            return Arrays.stream(InternetAddress.parseHeader(header, false));
        } catch (AddressException e) {
            return Stream.empty();
        }
    }
}
