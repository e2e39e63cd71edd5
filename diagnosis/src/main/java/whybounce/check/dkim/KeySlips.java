package whybounce.check.dkim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import whybounce.dkim.MessageSignature;

/**
 * A key record in which something was written wrong, put right. Only what a signature of the message fits is ever given, so
 * that nothing is guessed.
 */
final class KeySlips {

    /** Of a control panel or a file: backslashes, quotes, the lines around a key. */
    private static final Pattern WRAPPING = Pattern.compile("[\\\\\"'\\s]|-----[A-Z ]+-----");

    /** An Ed25519 key has 43 characters. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43,}={0,2}");

    /** RFC 8410 section 4: a key with the name of its kind, which RFC 8463 section 4 leaves out. */
    private static final int FRAMED_ED25519 = 44;

    private static final int FRAME = 12;

    /** A record has one key, and a damaged one perhaps its halves. */
    private static final int MOST = 4;

    private KeySlips() {}

    /** Records that may have been meant, with which the signature was made. */
    static List<String> meant(String text, MessageSignature signature) {
        var kind = signature.tags().algorithm().replaceFirst("-.*", "");
        var found = new ArrayList<String>();
        KEY.matcher(WRAPPING.matcher(text).replaceAll(""))
                .results()
                .limit(MOST)
                .map(match -> match.group())
                .forEach(key -> {
                    found.add(record(kind, key));
                    found.add(record(kind, unframed(key)));
                });
        return found.stream().distinct().filter(signature::isMadeWith).toList();
    }

    private static String record(String kind, String key) {
        return "v=DKIM1; k=" + kind + "; p=" + key;
    }

    private static String unframed(String key) {
        try {
            var octets = Base64.getDecoder().decode(key);
            return octets.length == FRAMED_ED25519
                    ? Base64.getEncoder().encodeToString(Arrays.copyOfRange(octets, FRAME, FRAMED_ED25519))
                    : key;
        } catch (IllegalArgumentException damaged) {
            return key;
        }
    }
}
