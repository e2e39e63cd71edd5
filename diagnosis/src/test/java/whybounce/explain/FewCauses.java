package whybounce.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import whybounce.catalogue.Actor;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Cause.Bucket;
import whybounce.catalogue.Cause.Suppress;
import whybounce.catalogue.Words;

/** A catalogue of a few causes with words that stay as they are, whatever the shipped ones come to say. */
public final class FewCauses implements Catalogue {

    private final Map<String, Cause> causes = new LinkedHashMap<>();
    private final Map<String, Words> words = new LinkedHashMap<>();

    public FewCauses() {
        add(
                new Cause("mailbox-full", Bucket.RECIPIENT, Actor.RECIPIENT, "later", Suppress.TEMPORARY, List.of()),
                new Words(
                        "the recipient's mailbox is full",
                        "The mailbox {recipient} has no room for further messages. Only its owner can make room.",
                        "The mailbox {recipient} has no room at the moment. Your message is kept here meanwhile.",
                        List.of("Tell the recipient in another way that their mailbox is full."),
                        List.of(),
                        "The recipient is over quota[ of {limit}].",
                        List.of("Nothing on our side needs to be changed.")));
        add(
                new Cause("recipient-unknown", Bucket.RECIPIENT, Actor.SENDER, "no", Suppress.YES, List.of()),
                new Words(
                        "there is no such address",
                        "The server of {domain} does not know the address {recipient}.",
                        "",
                        List.of(
                                "Check the address {recipient} for a typing error.",
                                "Ask the recipient for the right one."),
                        List.of(),
                        "The mailbox does not exist at {server}.",
                        List.of("Remove {recipient} from lists of yours.")));
        add(
                new Cause(
                        "unauthenticated",
                        Bucket.AUTHENTICATION,
                        Actor.SENDER_ADMIN,
                        "after mending",
                        Suppress.NO,
                        List.of()),
                new Words(
                        "the other mail system could not confirm who sent the message",
                        "The recipient's server could not verify that the message really comes from {sender_domain}.",
                        "",
                        List.of("Send this report to your mail administrator."),
                        List.of("Ask the administrator of {sender_domain} to look at this report."),
                        "Neither SPF nor DKIM passed for {sender_domain}[, seen from {address}].",
                        List.of("Set up SPF and DKIM for {sender_domain}.")));
        add(
                new Cause("rate-limited", Bucket.RETRY, Actor.NOBODY, "no need", Suppress.NO, List.of()),
                new Words(
                        "the other mail system takes only so many messages at a time",
                        "The other mail system limits how many messages it takes from us, and did not take this one.",
                        "The other mail system limits how many messages it takes from us, so yours waits its turn.",
                        List.of("You need not change anything."),
                        List.of(),
                        "We are slowed down.",
                        List.of("Count what we sent in the last hours.")));
        add(
                new Cause(
                        "relay-denied",
                        Bucket.CONFIGURATION,
                        Actor.RECIPIENT_ADMIN,
                        "after correcting",
                        Suppress.NO,
                        List.of()),
                new Words(
                        "the server does not take mail for this recipient",
                        "{server} says that it does not take mail for {domain}.",
                        "",
                        List.of("Check the address."),
                        List.of(),
                        "{server} does not relay.",
                        List.of("Check the MX records of {domain}.")));
        add(
                new Cause("host-unreachable", Bucket.RETRY, Actor.RECIPIENT_ADMIN, "no need", Suppress.NO, List.of()),
                new Words(
                        "the recipient's server cannot be reached",
                        "No connection to {server} came about.",
                        "",
                        List.of("Reach the recipient in another way."),
                        List.of(),
                        "No mail host of {domain} answers.",
                        List.of("Try to connect from another network.")));
        add(
                new Cause(Cause.UNKNOWN, Bucket.UNKNOWN, Actor.RECIPIENT_ADMIN, "no", Suppress.NO, List.of()),
                new Words(
                        "the other server refused it, and we do not know why",
                        "The other server refused the message. We do not know why, and do not guess.",
                        "",
                        List.of("Read the answer of the other server below.", "Show it to the recipient."),
                        List.of(),
                        "No rule fits this reply.",
                        List.of("Ask the postmaster of {domain}.")));
    }

    private void add(Cause cause, Words of) {
        causes.put(cause.id(), cause);
        words.put(cause.id(), of);
    }

    @Override
    public List<Cause> causes() {
        return List.copyOf(causes.values());
    }

    @Override
    public Cause cause(String id) {
        var cause = causes.get(id);
        if (cause == null) {
            throw new IllegalArgumentException(id);
        }
        return cause;
    }

    @Override
    public Words words(String causeId, Locale locale) {
        return java.util.Objects.requireNonNull(words.get(causeId), causeId);
    }
}
