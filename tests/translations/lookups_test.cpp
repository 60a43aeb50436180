// SPDX-License-Identifier: GPL-3.0-or-later
// What the window asks for while it runs is what lupdate found: a string that is looked up in another context than the
// one it stands in (a wrapper round translate(), tr() in a class without Q_OBJECT) stays English for ever, and no look
// at the .ts files shows it.
#include "tests/translations/ts_file.h"
#include "tests/translations/window_tour.h"
#include "ui/language/language.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QMutex>
#include <QTest>
#include <QTranslator>
#include <set>

using namespace saferscope;
using namespace saferscope::check;

namespace {

using Lookup = std::pair<QString, QString>;  ///< context, source

/// Writes down what is asked for; knows nothing itself. Labels may be asked for on any thread.
class Recorder final : public QTranslator {
public:
    QString translate(const char* context, const char* source, const char*, int) const override {
        const QMutexLocker lock(&m_mutex);
        m_asked.emplace(QString::fromUtf8(context), QString::fromUtf8(source));
        return {};
    }
    bool isEmpty() const override { return false; }
    std::set<Lookup> asked() const {
        const QMutexLocker lock(&m_mutex);
        return m_asked;
    }

private:
    mutable QMutex m_mutex;
    mutable std::set<Lookup> m_asked;
};

/// Qt's own classes; our contexts do not begin like that.
bool ofQt(const QString& context) {
    return context.size() > 1 && context[0] == QLatin1Char('Q') && context[1].isUpper();
}

QStringList strangers(const std::set<Lookup>& asked, const std::vector<TsMessage>& messages) {
    std::set<Lookup> known;
    std::set<QString> sources;
    for (const TsMessage& message : messages) {
        known.emplace(message.context, message.source);
        sources.insert(message.source);
    }
    QStringList all;
    for (const auto& [context, source] : asked) {
        const bool wrongPlace = ofQt(context) && context == QLatin1String("QObject") && sources.contains(source);
        if (!source.isEmpty() && !known.contains({context, source}) && (!ofQt(context) || wrongPlace)) {
            all << QStringLiteral("%1: \"%2\"").arg(context, source);
        }
    }
    return all;
}

}  // namespace

class LookupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void everyStringIsLookedUpWhereItIsTranslated() {
        installLanguage(QStringLiteral("en"));
        Recorder recorder;
        QCoreApplication::installTranslator(&recorder);
        WindowTour().walk([](const QString&, QWidget&) {});
        QCoreApplication::removeTranslator(&recorder);
        const auto asked = recorder.asked();
        std::set<QString> contexts;
        for (const auto& [context, source] : asked) {
            contexts.insert(context);
        }
        const auto messages = readTs(tsPath(QStringLiteral("de")));
        qInfo("%zu strings of %zu contexts were asked for; there are %zu", asked.size(), contexts.size(),
              messages.size());
        // The tour is worth something only while it sees most of the window.
        QVERIFY2(asked.size() > 900, qPrintable(QString::number(asked.size())));
        const QStringList problems = strangers(asked, messages);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    }

    void aWrongContextIsSeen() {
        TsMessage message;
        message.context = QStringLiteral("saferscope::MainWindow");
        message.source = QStringLiteral("&File");
        const std::vector<TsMessage> messages = {message};
        QVERIFY(strangers({{message.context, message.source}}, messages).isEmpty());
        QCOMPARE(strangers({{QStringLiteral("Wrapper"), message.source}}, messages).size(), 1);
        QCOMPARE(strangers({{QStringLiteral("QObject"), message.source}}, messages).size(), 1);
        QVERIFY(strangers({{QStringLiteral("QPlatformTheme"), QStringLiteral("Cancel")}}, messages).isEmpty());
    }
};

QTEST_MAIN(LookupsTest)
#include "lookups_test.moc"
