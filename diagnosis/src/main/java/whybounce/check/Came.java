package whybounce.check;

import java.net.InetAddress;
import whybounce.dns.Answer;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.IpText;
import whybounce.dns.Mx;

/** What came to a question, in words. */
public final class Came {

    private Came() {}

    public static String text(Answer<?> answer) {
        return switch (answer) {
            case Found<?>(var records) ->
                Foreign.list(records.stream().map(Came::record).toList());
            case NoData<?> none -> "no such record";
            case NoSuchName<?> none -> "no such name";
            case CouldNotAsk<?>(var why) -> text(why);
        };
    }

    public static String text(Why why) {
        return switch (why) {
            case TIMED_OUT -> "no answer in time";
            case SERVFAIL -> "a failure of its server (SERVFAIL)";
            case BOGUS -> "an answer whose DNSSEC signatures do not hold";
            case BAD_NAME -> "nothing, since it is no name that can be asked for";
        };
    }

    private static String record(Object record) {
        return switch (record) {
            case InetAddress address -> IpText.text(address);
            case Mx(int preference, String host) -> preference + " " + host;
            default -> record.toString();
        };
    }
}
