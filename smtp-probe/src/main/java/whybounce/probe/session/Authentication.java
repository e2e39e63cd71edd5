package whybounce.probe.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.Broken.How;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.LocalRefusal.What;
import whybounce.failure.Stage;
import whybounce.probe.session.SaslExchange.SaslMistrust;
import whybounce.reply.SmtpReply;

/** One AUTH exchange (RFC 4954 section 4). */
final class Authentication {

    /** More turns than any mechanism has. */
    private static final int MOST_TURNS = 8;

    private static final int CHALLENGE = 334;

    /** RFC 4954 section 4: the client gives up. */
    private static final String CANCEL = "*";

    private final Conversation conversation;
    private final Credentials who;
    private final SaslExchange exchange;
    private final SecretVeil veil;

    Authentication(Conversation conversation, Credentials who, SecureRandom random) {
        this.conversation = conversation;
        this.who = who;
        this.exchange = who.begin(random);
        this.veil = new SecretVeil(who.secret(), exchange.challengesMayBeTold());
    }

    SmtpReply run() throws ConversationEnded {
        var command = "AUTH " + who.mechanism();
        var first = exchange.first().map(Authentication::initial);
        say(first.isPresent() ? command + " " : command, first.orElse(""));
        var reply = hear();
        for (int turn = 0; reply.code() == CHALLENGE; turn++) {
            if (turn == MOST_TURNS) {
                throw conversation.ended(
                        Verdict.PROTOCOL_VIOLATION,
                        new Broken(Stage.AUTH, How.NOT_SMTP, Optional.of(reply)),
                        "the server asks without end");
            }
            respond();
            reply = hear();
        }
        if (reply.isPositive() && !exchange.isSatisfied()) {
            throw mistrust("the server did not prove that it knows the password");
        }
        return reply;
    }

    private void respond() throws ConversationEnded {
        byte[] asked;
        try {
            asked = Base64.getDecoder().decode(veil.challenge().strip());
        } catch (IllegalArgumentException noBase64) {
            say(CANCEL, "");
            return;
        }
        try {
            say("", Base64.getEncoder().encodeToString(exchange.answer(asked)));
        } catch (SaslMistrust mistrust) {
            throw mistrust(String.valueOf(mistrust.getMessage()));
        }
    }

    private ConversationEnded mistrust(String why) {
        return conversation.ended(Verdict.OURS, new LocalRefusal(What.FAULT, why), why);
    }

    private void say(String shown, String secret) throws ConversationEnded {
        veil.remember(secret);
        conversation.say(Stage.AUTH, shown, secret);
    }

    /** Both a challenge and the final yes are wanted here. */
    private SmtpReply hear() throws ConversationEnded {
        return conversation.answer(Stage.AUTH, digit -> digit == 2 || digit == 3, veil);
    }

    // RFC 4954 section 4: an empty response is a single equals sign.
    private static String initial(byte[] response) {
        return response.length == 0 ? "=" : Base64.getEncoder().encodeToString(response);
    }
}
