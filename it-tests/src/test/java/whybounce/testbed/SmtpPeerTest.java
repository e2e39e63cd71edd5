package whybounce.testbed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpPeerTest {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String MESSAGE = "MAIL FROM:<a@b>|RCPT TO:<c@d>|DATA|Subject: x||..dot|.|QUIT";

    @ParameterizedTest(name = "{0} :: {1}")
    @CsvSource(delimiterString = "=>", textBlock = """
            ''                                          => QUIT            => 220 mx.example.org ESMTP|221 2.0.0 bye|
            'greet: 554-no\\n554 never'                 => EHLO x|QUIT     => 554-no|554 never|503 5.5.1 bad sequence of commands|221 2.0.0 bye|
            'offer: SIZE 9, DSN'                        => EHLO x|QUIT     => 220 mx.example.org ESMTP|250-mx.example.org|250-SIZE 9|250 DSN|221 2.0.0 bye|
            'starttls: 454 4.7.0 not now'               => STARTTLS|QUIT   => 220 mx.example.org ESMTP|454 4.7.0 not now|221 2.0.0 bye|
            'on HELO: 2\\x35\\x30 \\e\\{3 ab}\\\\'       => HELO x|QUIT     => 220 mx.example.org ESMTP|250 \\eababab\\|221 2.0.0 bye|
            'drop at HELO'                              => HELO x          => 220 mx.example.org ESMTP|
            'on HELO: 421 4.3.2 closing\\drop'          => HELO x          => 220 mx.example.org ESMTP|421 4.3.2 closing|
            """)
    void says(String script, String commands, String said) throws IOException {
        assertThat(talk(Dialogue.parse(script), commands)).isEqualTo(said.replace("\\e", "\u001b"));
    }

    @Test
    void answersOneRecipientOfTwoDifferentlyTheSecondTime() throws IOException {
        var dialogue = Dialogue.parse("""
                # grey, then good
                on RCPT grey@: 451-4.7.1 wait
                  451 4.7.1 a little
                  then: 250 2.1.5 now
                on RCPT bad@: 550 5.1.1 no
                """);
        var commands = "RCPT TO:<grey@x>|RCPT TO:<GREY@x>|RCPT TO:<bad@x>|QUIT";
        assertThat(talk(dialogue, commands))
                .isEqualTo("220 mx.example.org ESMTP|451-4.7.1 wait|451 4.7.1 a little|250 2.1.5 now|550 5.1.1 no"
                        + "|221 2.0.0 bye|");
    }

    @Test
    void remembersWhatItTookAndWhatItWasTold() throws IOException {
        try (var peer = SmtpPeer.start(ANY, Dialogue.friendly())) {
            talk(peer, MESSAGE);
            var mail = peer.received().getFirst();
            assertThat(mail.sender()).isEqualTo("FROM:<a@b>");
            assertThat(mail.recipients()).isEqualTo(List.of("TO:<c@d>"));
            assertThat(mail.text()).isEqualTo("Subject: x\r\n\r\n.dot\r\n");
            assertThat(peer.commands()).containsExactly("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "QUIT");
        }
    }

    @Test
    void doesNotKeepARefusedMessage() throws IOException {
        try (var peer = SmtpPeer.start(ANY, Dialogue.parse("on end-of-data c@d: 550 5.7.1 spam"))) {
            assertThat(talk(peer, MESSAGE)).contains("550 5.7.1 spam");
            assertThat(peer.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on NOSUCH: 250 ok", "whatever", "  then: 250 ok", "  550 more"})
    void refusesADialogueItDoesNotUnderstand(String script) {
        assertThatIllegalArgumentException().isThrownBy(() -> Dialogue.parse(script));
    }

    private static String talk(Dialogue dialogue, String commands) throws IOException {
        try (var peer = SmtpPeer.start(ANY, dialogue)) {
            return talk(peer, commands);
        }
    }

    /** What the peer says in one session; bars stand for line ends on both sides. */
    private static String talk(SmtpPeer peer, String commands) throws IOException {
        try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
            socket.getOutputStream().write((commands.replace("|", "\r\n") + "\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1).replace("\r\n", "|");
        }
    }
}
