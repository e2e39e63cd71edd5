package whybounce.classify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.catalogue.Provider;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/**
 * A reply as a rule gives it for an example: {@code "550 5.1.1 no such user"}, or with the stage at which it was said,
 * {@code "MAIL: 550 no"}.
 *
 * @param peer a server of the platform that the rule asks for
 */
record Example(DeliveryFailure failure, Optional<Peer> peer) {

    private static final Pattern STAGE = Pattern.compile("([A-Z_]+): (.*)", Pattern.DOTALL);

    /** @param provider whose reply it is */
    static Example of(String written, Optional<String> provider, List<Provider> providers) {
        return new Example(failure(written), provider.flatMap(id -> server(id, providers)));
    }

    /** Without a stage in front nobody knows when it was said. */
    private static DeliveryFailure failure(String written) {
        var staged = STAGE.matcher(written);
        if (staged.matches()) {
            var stage = stageNamed(staged.group(1));
            if (stage.isPresent()) {
                return new Refused(stage.get(), SmtpReply.parse(staged.group(2)));
            }
        }
        return new Unexplained(written);
    }

    static Optional<Stage> stageNamed(String name) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.name().equals(name))
                .findFirst();
    }

    private static Optional<Peer> server(String provider, List<Provider> providers) {
        return providers.stream()
                .filter(known -> known.id().equals(provider))
                .flatMap(known -> known.mx().stream())
                .findFirst()
                .map(suffix -> Peer.mx("mx." + suffix, "192.0.2.25"));
    }
}
