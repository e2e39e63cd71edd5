package whybounce.check.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.dns.Tlsa;

/** TLSA records held against certificates; the digests were made by openssl. */
class DaneMatchTest {

    /** SHA-256 and SHA-512 of the server's key and of its certificate; SHA-256 of the authority's. */
    private static final String KEY = "75e305e004d78296889d9d69a0b7f8b5be964b0fb6fe617c32c8ee4b974ea1f1";

    private static final String KEY_512 =
            "cf477227dbecea77b0e794ff57e3a2735ca22c17753a0d5795801f52f556915a2081e9867e91b40dd5b4bd925d424bea4cae0e8b7ab7db5034da698244971035";
    private static final String WHOLE = "37e85b7eddf474b88a5e1c30764b03ebdf39686c6dcbdf4d3eeea416d76aafc8";
    private static final String WHOLE_512 =
            "51bd8b881d9a35b8b257653229719c270bb5eaa8bcab0e946d07da4c3899f07810712e1be0d89be281d84333d029e6b50ecb0fc9e1fd9f976638e3c3a5dab62a";
    private static final String CA_KEY = "5311f48470482c38e155e526c8af6108cbfcb0869dc4a07c31652d47bbdff20d";
    private static final String CA_WHOLE = "4f62f5a8661a03b8d8f4f44a4109d36349b5ca6cbc803144b9c294e6ad37921b";
    private static final String NONE = "00".repeat(32);

    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "3 1 1 KEY,                  server,  true,  matches the key of the server's certificate",
        "3 1 2 KEY_512,              server,  true,  matches the key of the server's certificate",
        "3 0 1 WHOLE,                server,  true,  matches the whole of the server's certificate",
        "3 0 2 WHOLE_512,            server,  true,  matches the whole of the server's certificate",
        "3 1 1 NONE,                 server,  false, 'no match, the key of the server''s certificate gives 75e305'",
        "3 1 1 CA_KEY,               server,  false, no match", // usage 3 is the server's own
        "3 1 1 NONE + 3 1 1 KEY,     server,  true,  no match", // one is enough: the next key is there already
        "3 1 1 KEY + 3 1 2 NONE_512, server,  false, passed over for the record with SHA-512 beside it",
        "2 1 1 CA_KEY,               server,  true,  matches the key of the authority CN=authority",
        "2 0 1 CA_WHOLE,             server,  true,  matches the whole of the authority CN=authority",
        "2 0 1 WHOLE,                server,  false, 'no match with any of the 1 certificate(s) above'",
        "2 0 1 CA_WHOLE,             alone,   false, 'no match, the server shows no certificate above its own'",
        "2 0 1 CA_WHOLE,             other,   false, but the server's certificate is for other names",
        "2 0 1 CA_WHOLE,             expired, false, 'does not lead to it, or has expired'",
        "1 1 1 KEY,                  server,  false, cannot be used for mail",
        "0 0 1 CA_WHOLE,             server,  false, cannot be used for mail",
        "3 1 1 KEY_512,              server,  false, cannot be used for mail", // too long for SHA-256
        "3 2 1 KEY,                  server,  false, cannot be used for mail",
        "3 1 3 KEY,                  server,  false, cannot be used for mail",
    })
    void records(String records, String shown, boolean holds, String log) {
        var read =
                Arrays.stream(records.split(" \\+ ")).map(DaneMatchTest::record).toList();
        var match = DaneMatch.of(read, Certificates.chain(shown), List.of("mx.example.org"), NOW);
        assertThat(match.holds()).isEqualTo(holds);
        assertThat(match.log()).hasSameSizeAs(read);
        assertThat(match.log().getFirst())
                .startsWith("TLSA " + records.charAt(0))
                .contains(log);
    }

    @Test
    void theServersOwnCertificateMayHaveExpiredAndBeForAnyName() {
        var key = DaneMatch.toPublish(Certificates.chain("expired").getFirst());
        var match = DaneMatch.of(List.of(record(key)), Certificates.chain("expired"), List.of("any.example"), NOW);
        assertThat(match.holds()).isTrue();
    }

    @Test
    void aCertificateForTheDomainItselfServesToo() {
        var match = DaneMatch.of(
                List.of(record("2 0 1 CA_WHOLE")),
                Certificates.chain("other"),
                List.of("mx.example.org", "other.example"),
                NOW);
        assertThat(match.holds()).isTrue();
    }

    @Test
    void anAuthorityThatStandsInTheRecordAsAWholeNeedNotBeShown() throws CertificateEncodingException {
        var whole = HexFormat.of()
                .formatHex(Certificates.chain("authority").getFirst().getEncoded());
        var match = DaneMatch.of(
                List.of(new Tlsa(2, 0, 0, whole)),
                Certificates.chain("server").subList(0, 1),
                List.of("mx.example.org"),
                NOW);
        assertThat(match.holds()).isTrue();
    }

    @Test
    void theRecordToPublishIsTheKeyBySha256() {
        assertThat(DaneMatch.toPublish(Certificates.chain("server").getFirst())).isEqualTo("3 1 1 " + KEY);
    }

    private static Tlsa record(String text) {
        var words = text.split(" ", -1);
        var data = switch (words[3]) {
            case "KEY" -> KEY;
            case "KEY_512" -> KEY_512;
            case "WHOLE" -> WHOLE;
            case "WHOLE_512" -> WHOLE_512;
            case "CA_KEY" -> CA_KEY;
            case "CA_WHOLE" -> CA_WHOLE;
            case "NONE" -> NONE;
            case "NONE_512" -> NONE + NONE;
            default -> words[3];
        };
        return new Tlsa(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]), data);
    }
}
