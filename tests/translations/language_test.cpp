// SPDX-License-Identifier: GPL-3.0-or-later
// Which language the window speaks, and how numbers read in it.
#include "ui/language/language.h"

#include "ui/charts/number_text.h"
#include "ui/main_window.h"
#include "ui/models/feature_filter.h"
#include "ui/models/feature_table_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/decimal_validator.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QAction>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTest>
#include <clocale>

using namespace saferscope;

class LanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }
    void cleanup() { installLanguage(QStringLiteral("en")); }

    void languagesAreNamedByTheirSpeakers() {
        QStringList names;
        for (const Language& one : languages()) {
            names << one.code + QLatin1Char(' ') + one.name;
        }
        QCOMPARE(names, QStringList({QStringLiteral("en English"), QStringLiteral("de Deutsch"),
                                     QString::fromUtf8("zh_CN 简体中文")}));
    }

    void localeNamesFindTheirLanguage_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(code);
        };
        row("de", "de");
        row("de_AT.UTF-8", "de");
        row("de-CH", "de");
        row("en_GB", "en");
        row("zh_CN", "zh_CN");
        row("zh-Hans", "zh_CN");
        row("zh_SG", "zh_CN");
        row("zh_TW", "");  // traditional script: not the same to its readers
        row("fr_FR", "");
        row("C", "");
        row("", "");
        row("nonsense", "");
    }
    void localeNamesFindTheirLanguage() {
        QFETCH(QString, name);
        QFETCH(QString, code);
        QCOMPARE(languageFor(name).value_or(QString()), code);
    }

    void textsAndPluralsFollowTheLanguage() {
        QCOMPARE(installLanguage(QStringLiteral("de")), QStringLiteral("de"));
        QCOMPARE(pairs(1), QStringLiteral("1 Paar"));
        QCOMPARE(pairs(1234), QStringLiteral("1.234 Paare"));
        QCOMPARE(installLanguage(QStringLiteral("zh_CN")), QStringLiteral("zh_CN"));
        QCOMPARE(pairs(1), QString::fromUtf8("1 个偏好对"));
        QCOMPARE(installLanguage(QStringLiteral("en")), QStringLiteral("en"));
        QCOMPARE(pairs(1), QStringLiteral("1 pair"));
        QCOMPARE(pairs(1234), QStringLiteral("1,234 pairs"));
        QCOMPARE(installLanguage(QStringLiteral("xx")), QStringLiteral("en"));
        QCOMPARE(currentLanguage(), QStringLiteral("en"));
    }

    void numbersReadAsInTheLanguage() {
        installLanguage(QStringLiteral("de"));
        QCOMPARE(formatNumber(0.847, 3), QStringLiteral("0,847"));
        QCOMPARE(formatNumber(1234, 0), QStringLiteral("1.234"));
        QCOMPARE(formatContrast(-0.5), QString(QChar(0x2212)) + QStringLiteral("0,500"));
        QCOMPARE(formatShare(0.12345), QString::fromUtf8("12,3\u202F%"));
        QCOMPARE(shortNumberText(0.0012), QStringLiteral("0,0012"));
        QCOMPARE(shortNumberText(9000.0), QStringLiteral("9000"));
        QCOMPARE(shortNumberText(-400000.0), QLocale().toString(-400000));
        QCOMPARE(QString(shortNumberText(-400000.0)).remove(QLatin1Char('.')).right(6), QStringLiteral("400000"));
        installLanguage(QStringLiteral("en"));
        QCOMPARE(formatNumber(0.847, 3), QStringLiteral("0.847"));
        QCOMPARE(formatNumber(1234, 0), QStringLiteral("1,234"));
        QCOMPARE(shortNumberText(0.0012), QStringLiteral("0.0012"));
    }

    void numbersOfFilesKeepThePoint() {
        // QCoreApplication calls setlocale(LC_ALL, ""): under de_DE.UTF-8 every CSV of the window had commas in it.
        QVERIFY(std::setlocale(LC_NUMERIC, "C.UTF-8") != nullptr);  // stands for it, as it is always there
        installLanguage(QStringLiteral("de"));
        QCOMPARE(QByteArray(std::setlocale(LC_NUMERIC, nullptr)), QByteArray("C"));
    }

    void filtersAreTheSameEverywhere() {
        installLanguage(QStringLiteral("de"));
        QVERIFY(parseFeatureFilter(QStringLiteral("contrast > 0.1")).has_value());
        QVERIFY(!parseFeatureFilter(QStringLiteral("contrast > 0,1")).has_value());
    }

    void numberFieldsTakeTheCommaOfTheLanguage() {
        installLanguage(QStringLiteral("de"));
        QLineEdit field;
        field.setValidator(new DecimalValidator(0.0, 10.0, 12, &field));
        QTest::keyClicks(&field, QStringLiteral("0,25"));
        QCOMPARE(field.text(), QStringLiteral("0.25"));
        QVERIFY(field.hasAcceptableInput());
        field.clear();
        QTest::keyClicks(&field, QStringLiteral("1.2,5"));  // one mark is enough
        QCOMPARE(field.text(), QStringLiteral("1.25"));
    }

    void countsBeyondAnIntStayPlural() {
        QCOMPARE(pluralOf(std::uint64_t{1}), 1);
        QCOMPARE(pluralOf(std::uint64_t{1} << 40), std::numeric_limits<int>::max());
    }

    void theChoiceIsRememberedAndToldAbout() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        const auto window = [&] {
            return std::make_unique<MainWindow>(std::make_unique<QSettings>(file, QSettings::IniFormat));
        };
        {
            const auto first = window();
            first->show();
            QVERIFY(first->findChild<QAction*>(QStringLiteral("language-system"))->isChecked());
            first->findChild<QAction*>(QStringLiteral("language-system"))->trigger();
            QVERIFY(!first->messageBar()->isVisible());  // nothing changes
            first->findChild<QAction*>(QStringLiteral("language-de"))->trigger();
            QVERIFY(first->messageBar()->isVisible());
            QCOMPARE(first->messageBar()->kind(), MessageKind::Info);
        }
        QCOMPARE(chosenLanguage(QSettings(file, QSettings::IniFormat)), QStringLiteral("de"));
        {
            const auto second = window();
            QVERIFY(second->findChild<QAction*>(QStringLiteral("language-de"))->isChecked());
            second->findChild<QAction*>(QStringLiteral("language-system"))->trigger();
        }
        QCOMPARE(chosenLanguage(QSettings(file, QSettings::IniFormat)), QString());
        QSettings(file, QSettings::IniFormat).setValue(QStringLiteral("view/language"), QStringLiteral("../../x"));
        QCOMPARE(chosenLanguage(QSettings(file, QSettings::IniFormat)), QString());
    }

    /// Two entries of a menu with one mnemonic: the key only moves between them.
    void noMenuHasAMnemonicTwice_data() {
        QTest::addColumn<QString>("code");
        for (const Language& one : languages()) {
            QTest::newRow(qPrintable(one.code)) << one.code;
        }
    }
    void noMenuHasAMnemonicTwice() {
        QFETCH(QString, code);
        installLanguage(code);
        const QTemporaryDir folder;
        MainWindow window(
            std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat));
        QStringList problems;
        int seen = 0;
        const auto check = [&](const QString& menu, const QList<QAction*>& actions) {
            QMap<QString, QString> taken;
            for (const QAction* action : actions) {
                const QString key = QKeySequence::mnemonic(action->text()).toString();
                if (key.isEmpty()) {
                    continue;
                }
                ++seen;
                if (taken.contains(key)) {
                    problems << QStringLiteral("%1: %2 and %3").arg(menu, taken[key], action->text());
                }
                taken.insert(key, action->text());
            }
        };
        check(QStringLiteral("menu bar"), window.menuBar()->actions());
        for (const QMenu* menu : window.findChildren<QMenu*>()) {
            check(menu->title(), menu->actions());
        }
        QVERIFY(seen > 20);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    }

private:
    static QString pairs(int count) {
        return QCoreApplication::translate("saferscope::PairsPage", "%Ln pairs", nullptr, count);
    }
};

QTEST_MAIN(LanguageTest)
#include "language_test.moc"
