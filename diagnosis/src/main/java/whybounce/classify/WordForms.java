package whybounce.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The forms of a word that say the same in a reply: "fails", "failed" and "failure", "recognised" and "recognized",
 * "addressee" and "recipient". In a phrase each form stands for all of them; and a contraction for its two words,
 * "doesn't" for "does not".
 *
 * <p>The build puts them into the vocabulary beside the words of the phrases, so a phrase is one phrase however a server
 * words it, and reading a reply costs no more.
 *
 * <p>Two forms are here only where no two causes are told apart by them: "refused" is not "rejected", for a connection is
 * refused by a host that is there, and rejected by one that dislikes the peer.
 */
final class WordForms {

    /** By so many characters a form may be shorter than the one that stands for it. */
    static final int SHORTER = 5;

    /** The first of a line, of which no other is shorter by more than {@link #SHORTER}, stands for all of it. */
    private static final String FORMS = """
            can could
            do does did
            has have had having
            is are was were be being am
            will would shall should
            may might
            failed fail fails failing failure failures
            exist exists existed existing exsist exsists
            exceeded exceed exceeds exceeding exceded exceds surpassed surpasses overrun
            allow allows allowing
            allowed permitted
            rejected reject rejects rejecting
            required require requires requiring mandatory obligatory compulsory
            need needs needed
            accept accepts accepting
            contain contains contained containing
            resolve resolves resolved resolving
            verify verifies verified verifying
            match matches matched matching
            support supports supporting
            belong belongs
            expire expires
            forbidden prohibited disallowed verboten interdit
            banned barred
            disabled deactivated inactivated
            deleted erased
            error errors
            problem problems trouble troubles
            limit limits limitation limitations threshold
            attachment attachments
            header headers
            url urls uri uris
            recipient addressee recepient receipient recipent reciepient
            sender originator
            address addr adress adresse
            mail email
            mails emails
            message msg
            messages msgs
            user usr
            unknown unrecognized unrecognised unidentified
            recognized recognised
            authorized authorised
            unauthorized unauthorised
            authorization authorisation
            organization organisation
            license licence
            authentication authentification autentication authenication
            blacklisted blocklisted denylisted
            whitelisted allowlisted welcomelisted safelisted
            blacklist blocklist denylist stoplist
            blacklists blocklists denylists
            mailbox inbox mbox
            maximum max
            cancelled canceled
            admin administrator sysadmin
            recipients addressees recepients
            senders originators
            whitelist allowlist safelist welcomelist
            greylisted graylisted
            greylisting graylisting
            greylist graylist
            greylists graylists
            temporary transient
            currently presently
            wrong incorrect
            """;

    /** As they are without their apostrophe. */
    private static final String SHORT = """
            cannot can not
            cant can not
            couldnt can not
            isnt is not
            arent is not
            wasnt is not
            werent is not
            doesnt do not
            dont do not
            didnt do not
            hasnt has not
            havent has not
            hadnt has not
            wont will not
            wouldnt will not
            shouldnt will not
            mailserver mail server
            """;

    private static final Map<String, List<String>> OTHERS = byFirstWord(FORMS + WordsOfOtherLanguages.FORMS);
    private static final Map<String, String> STANDS_FOR = standsFor();
    private static final Map<String, List<String>> CONTRACTIONS = byFirstWord(SHORT + WordsOfOtherLanguages.TWO);

    private WordForms() {}

    /** The words of a phrase, each as what stands for it. Where no space is, a word is open, and stays as it is. */
    static String ofPhrase(String normal) {
        var words = new StringBuilder();
        int start = 0;
        for (int at = 0; at <= normal.length(); at++) {
            boolean end = at == normal.length();
            if (end || normal.charAt(at) == ' ' || NormalText.isWordAlone(normal.charAt(at))) {
                String word = normal.substring(start, at);
                boolean open = start == 0 || end;
                words.append(open ? word : ofWord(word));
                words.append(normal, at, end ? at : at + 1);
                start = at + 1;
            }
        }
        return words.toString();
    }

    private static String ofWord(String word) {
        var parts = CONTRACTIONS.get(word);
        return parts == null ? STANDS_FOR.getOrDefault(word, word) : String.join(" ", parts);
    }

    /** The other forms of a word that stands for them. */
    static List<String> othersOf(String word) {
        return OTHERS.getOrDefault(word, List.of());
    }

    /** By contraction: the two words it stands for. */
    static Map<String, List<String>> contractions() {
        return CONTRACTIONS;
    }

    /** How many there are that stand for nothing but others. */
    static int count() {
        return STANDS_FOR.size() + CONTRACTIONS.size();
    }

    private static Map<String, List<String>> byFirstWord(String lines) {
        var map = new TreeMap<String, List<String>>();
        lines.lines()
                .map(line -> List.of(line.split(" ")))
                .forEach(words -> map.merge(
                        words.getFirst(),
                        words.subList(1, words.size()),
                        (one, other) -> Stream.concat(one.stream(), other.stream())
                                .distinct()
                                .toList()));
        return map;
    }

    private static Map<String, String> standsFor() {
        var map = new HashMap<String, String>();
        OTHERS.forEach((word, others) -> others.forEach(other -> {
            if (map.put(other, word) != null) {
                throw new IllegalStateException("twice: " + other);
            }
        }));
        return map;
    }
}
