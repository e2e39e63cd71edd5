package whybounce.probe.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import whybounce.reply.Arrival;
import whybounce.reply.Octets;
import whybounce.reply.SmtpReply;
import whybounce.reply.SmtpReply.Line;

/**
 * Takes out of an answer to AUTH what nobody is to see: challenges, from which a password could be guessed at leisure,
 * and whatever repeats what we said.
 */
final class SecretVeil implements UnaryOperator<SmtpReply> {

    private static final int CHALLENGE = 334;

    /** A code and what stands behind it. */
    private static final int CODE = 4;

    /** Short ones stand in many words by chance; a password that short is none. */
    private static final int SHORTEST = 4;

    private final List<String> secrets = new ArrayList<>();
    private final boolean challengesMayBeTold;
    private String challenge = "";

    SecretVeil(Secret secret, boolean challengesMayBeTold) {
        this.challengesMayBeTold = challengesMayBeTold;
        remember(new String(secret.bytes(), StandardCharsets.ISO_8859_1));
        remember(Base64.getEncoder().encodeToString(secret.bytes()));
    }

    void remember(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    /** What the latest answer asked. */
    String challenge() {
        return challenge;
    }

    @Override
    public SmtpReply apply(SmtpReply reply) {
        boolean asks = reply.code() == CHALLENGE;
        challenge = asks ? reply.lines().getLast().text() : "";
        return new SmtpReply(
                reply.lines().stream()
                        .map(line -> tells(line, asks) ? veiled(line) : line)
                        .toList(),
                reply.reception());
    }

    private boolean tells(Line line, boolean asks) {
        var bytes = new String(line.bytes().toByteArray(), StandardCharsets.ISO_8859_1);
        return (asks && !challengesMayBeTold) || secrets.stream().anyMatch(bytes::contains);
    }

    private static Line veiled(Line line) {
        var bytes = line.bytes().toByteArray();
        var code = Octets.of(bytes, 0, line.code() == 0 ? 0 : Math.min(CODE, bytes.length));
        var arrival = line.arrival().map(came -> new Arrival(came.first(), came.last(), code.length()));
        return new Line(code, line.code(), line.separator(), "", line.terminator(), arrival);
    }
}
