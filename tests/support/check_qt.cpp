// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/check.h"
#include "tests/support/check_registry.h"

#include <QCoreApplication>
#include <QTest>

namespace saferscope::check {

/// Every registered case is one row of a QtTest function: `test_safetensors core:refuses_gaps` runs one.
class CoreCases : public QObject {
    Q_OBJECT

private slots:
    void core_data();
    void core();
};

void CoreCases::core_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(cases().size()); ++i) {
        QTest::newRow(cases()[static_cast<std::size_t>(i)].name.c_str()) << i;
    }
}

void CoreCases::core() {
    QFETCH(int, index);
    try {
        cases()[static_cast<std::size_t>(index)].body();
    } catch (const Skip& skip) {
        QSKIP(skip.what());
    } catch (const Failure& failure) {
        QTest::qFail(failure.what(), failure.file, failure.line);
    } catch (const std::exception& error) {
        QTest::qFail(qPrintable(QStringLiteral("unexpected exception: ") + QString::fromUtf8(error.what())), __FILE__,
                     __LINE__);
    }
}

}  // namespace saferscope::check

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    saferscope::check::CoreCases cases;
    return QTest::qExec(&cases, argc, argv);
}

#include "check_qt.moc"
