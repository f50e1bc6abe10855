// Asks the veraPDF engine about many files in one run: arguments are PROFILE=FILE, one line of answer for each.
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class VeraPdf {
    public static void main(String[] questions) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String question : questions) {
            String[] parts = question.split("=", 2);
            String name = "/org/verapdf/pdfa/validation/" + parts[0] + ".xml";
            ValidationProfile profile;
            try (InputStream xml = Foundries.class.getResourceAsStream(name)) {
                profile = Profiles.profileFromXml(xml);
            }
            try (InputStream file = new FileInputStream(parts[1]);
                    PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
                ValidationResult result = validator.validate(parser);
                TreeSet<String> failed = new TreeSet<>();
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        failed.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber());
                    }
                }
                System.out.println(result.isCompliant() + "\t" + result.getTotalAssertions() + "\t" + String.join(",", failed));
            }
        }
    }
}
