// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/mapping_view.h"

#include "ui/dialogs/open_found_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/header_titles.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int patience = 250;  // ms after the last key
constexpr std::size_t mostColumns = 500;

enum TableColumn { NameColumn, KindColumn, FilledColumn, ExampleColumn };

QString kindText(const std::string& kind) {
    if (kind == "text") {
        return MappingView::tr("text");
    }
    if (kind == "number") {
        return MappingView::tr("number");
    }
    if (kind == "flag") {
        return MappingView::tr("yes or no");
    }
    if (kind == "messages") {
        return MappingView::tr("messages");
    }
    if (kind == "list") {
        return MappingView::tr("list");
    }
    if (kind == "object") {
        return MappingView::tr("object");
    }
    return kind == "empty" ? MappingView::tr("empty") : plainLine(QString::fromStdString(kind), 20);
}

QTableWidgetItem* makeItem(const QString& text, const QString& whole) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    item->setToolTip(plainToolTip(whole));
    return item;
}

}  // namespace

MappingView::MappingView(QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    layout->addWidget(split);
    m_table = new QTableWidget(0, 4, split);
    m_table->setHorizontalHeaderLabels({tr("Column"), tr("Holds"), tr("Filled"), tr("Examples")});
    m_table->setAccessibleName(tr("Columns of the file"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setMinimumSize(300, 130);
    split->addWidget(m_table);
    split->addWidget(makeFields());
    split->setStretchFactor(0, 1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(patience);
    connect(&m_soon, &QTimer::timeout, this, &MappingView::changed);
}

QWidget* MappingView::makeFields() {
    auto* fields = new QWidget(this);
    auto* grid = new QGridLayout(fields);
    grid->setContentsMargins(spacing(2), 0, 0, 0);
    grid->setHorizontalSpacing(spacing(3));
    grid->setVerticalSpacing(spacing(1));
    const auto addLabel = [&](const QString& name, QWidget* field, int row, int column) {
        auto* label = new Label(name, TextRole::Body, TextTone::Normal, fields);
        label->setBuddy(field);
        grid->addWidget(label, row, column);
        grid->addWidget(field, row, column + 1);
        return label;
    };
    m_kind = new QComboBox(fields);
    m_kind->addItem(tr("a better and a worse one"));
    m_kind->addItem(tr("two, and which is better"));
    m_kind->setAccessibleName(tr("Answers in the file"));
    auto* label = new Label(tr("Ans&wers"), TextRole::Body, TextTone::Normal, fields);
    label->setBuddy(m_kind);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_kind, 0, 1, 1, 3);
    const QString names[UseCount] = {tr("&Prompt"), tr("&Chosen"), tr("&Rejected"), tr("&Better one"),
                                     tr("S&ystem"), tr("I&d"),     tr("Subse&t"),   tr("Sp&lit")};
    for (int use = 0; use < UseCount; ++use) {
        auto* box = new QComboBox(fields);
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        box->setMinimumContentsLength(12);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        QString spoken = names[use];
        box->setAccessibleName(spoken.remove(QLatin1Char('&')));
        const auto at = static_cast<std::size_t>(use);
        m_boxes[at] = box;
        // What is needed at the left, what may be absent at the right.
        const int row = 1 + (use < System ? use : use - System);
        m_names[at] = addLabel(names[use], box, row, use < System ? 0 : 2);
        box->lineEdit()->setPlaceholderText(use <= Preferred ? tr("choose") : tr("not in the file"));
        connect(box, &QComboBox::currentTextChanged, this, [this] {
            if (!m_filling) {
                noteEdit();
            }
        });
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    grid->setRowStretch(5, 1);
    QWidget* before = m_kind;
    for (QComboBox* box : m_boxes) {
        setTabOrder(before, box);
        before = box;
    }
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        followKind();
        noteEdit();
    });
    followKind();
    return fields;
}

void MappingView::noteEdit() {
    m_soon.start();
    Q_EMIT edited();
}

bool MappingView::twoAnswers() const { return m_kind->currentIndex() == 1; }

void MappingView::followKind() {
    const QString first = twoAnswers() ? tr("Answer &A") : tr("&Chosen");
    const QString second = twoAnswers() ? tr("Answer &B") : tr("&Rejected");
    const auto name = [this](Use use, const QString& text) {
        const auto at = static_cast<std::size_t>(use);
        QString spoken = text;
        m_names[at]->setText(text);
        m_boxes[at]->setAccessibleName(spoken.remove(QLatin1Char('&')));
    };
    name(Chosen, first);
    name(Rejected, second);
    name(Preferred, tr("B&etter one"));
    m_boxes[Preferred]->setVisible(twoAnswers());
    m_names[Preferred]->setVisible(twoAnswers());
}

void MappingView::clear() {
    m_hasColumns = false;
    m_soon.stop();
    m_table->setRowCount(0);
    m_filling = true;
    for (QComboBox* box : m_boxes) {
        box->clear();
    }
    m_filling = false;
}

void MappingView::setColumns(const FilePreview& preview) {
    clear();
    m_hasColumns = true;
    m_filling = true;
    const std::size_t shown = std::min(preview.columns.size(), mostColumns);
    m_table->setRowCount(static_cast<int>(shown));
    for (std::size_t i = 0; i < shown; ++i) {
        const FileColumn& column = preview.columns[i];
        const int row = static_cast<int>(i);
        const QString path = QString::fromStdString(column.path);
        QStringList examples;
        for (const std::string& example : column.examples) {
            examples << plainLine(QString::fromStdString(example), 300);
        }
        m_table->setItem(row, NameColumn, makeItem(plainLine(path, 100), path));
        m_table->setItem(row, KindColumn, makeItem(kindText(column.kind), kindText(column.kind)));
        const QString filled = tr("%1 of %2")
                                   .arg(QLocale().toString(static_cast<qulonglong>(column.filled)),
                                        QLocale().toString(static_cast<qulonglong>(preview.records)));
        m_table->setItem(row, FilledColumn, makeItem(filled, filled));
        m_table->setItem(row, ExampleColumn,
                         makeItem(examples.join(QStringLiteral("  ·  ")).left(300), examples.join(QLatin1Char('\n'))));
        for (QComboBox* box : m_boxes) {
            box->addItem(path);
        }
    }
    for (QComboBox* box : m_boxes) {
        box->setCurrentIndex(-1);
    }
    m_filling = false;
    for (int column = 0; column < m_table->model()->columnCount(); ++column) {
        fitColumn(*m_table, column);
    }
    m_table->setColumnWidth(NameColumn, std::clamp(m_table->columnWidth(NameColumn), 90, 200));
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(bodyFont()).height() + 2 * spacing(1) + 2);
    setMapping(preview.guess);
}

PairMapping MappingView::mapping() const {
    const auto text = [this](Use use) { return box(use)->currentText().toStdString(); };
    PairMapping mapping;
    mapping.prompt = text(Prompt);
    mapping.chosen = text(Chosen);
    mapping.rejected = text(Rejected);
    mapping.system = text(System);
    mapping.id = text(Id);
    mapping.subset = text(Subset);
    mapping.split = text(Split);
    mapping.preferred = twoAnswers() ? text(Preferred) : std::string();
    return mapping;
}

void MappingView::setMapping(const PairMapping& mapping) {
    m_filling = true;
    const std::string* const texts[UseCount] = {&mapping.prompt, &mapping.chosen, &mapping.rejected, &mapping.preferred,
                                                &mapping.system, &mapping.id,     &mapping.subset,   &mapping.split};
    for (int use = 0; use < UseCount; ++use) {
        m_boxes[static_cast<std::size_t>(use)]->setEditText(QString::fromStdString(*texts[use]));
    }
    {
        const QSignalBlocker quiet(m_kind);
        m_kind->setCurrentIndex(mapping.preferred.empty() ? 0 : 1);
    }
    followKind();
    m_filling = false;
    m_soon.stop();
}

}  // namespace saferscope
