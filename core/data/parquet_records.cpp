// SPDX-License-Identifier: GPL-3.0-or-later
// The one file that includes Apache Arrow.
#include "core/data/parquet_records.h"

#ifdef SAFERSCOPE_HAVE_PARQUET
#include "core/base/json.h"

#include <arrow/api.h>
#include <arrow/io/api.h>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>
#endif

namespace saferscope {

#ifdef SAFERSCOPE_HAVE_PARQUET

namespace {

constexpr std::int64_t batchRows = 256;
constexpr int maxLevels = 32;

template <class Array>
Json numberAt(const arrow::Array& array, std::int64_t row) {
    return static_cast<const Array&>(array).Value(row);
}

template <class Array>
Json textAt(const arrow::Array& array, std::int64_t row) {
    const auto view = static_cast<const Array&>(array).GetView(row);
    return std::string(view.data(), view.size());
}

Json valueAt(const arrow::Array& array, std::int64_t row, int level);

template <class Array>
Json listAt(const arrow::Array& array, std::int64_t row, int level) {
    const auto& list = static_cast<const Array&>(array);
    Json values = Json::array();
    for (std::int64_t i = list.value_offset(row); i < list.value_offset(row + 1); ++i) {
        values.push_back(valueAt(*list.values(), i, level + 1));
    }
    return values;
}

// Types that no preference file needs (dates, decimals, maps, binary, …) come as an empty object: a column of them is
// named as one that no pair keeps, and where a text is wanted its record is refused.
Json valueAt(const arrow::Array& array, std::int64_t row, int level) {
    if (array.IsNull(row) || level > maxLevels) {
        return nullptr;
    }
    switch (array.type_id()) {
        case arrow::Type::BOOL:
            return numberAt<arrow::BooleanArray>(array, row);
        case arrow::Type::INT8:
            return numberAt<arrow::Int8Array>(array, row);
        case arrow::Type::INT16:
            return numberAt<arrow::Int16Array>(array, row);
        case arrow::Type::INT32:
            return numberAt<arrow::Int32Array>(array, row);
        case arrow::Type::INT64:
            return numberAt<arrow::Int64Array>(array, row);
        case arrow::Type::UINT8:
            return numberAt<arrow::UInt8Array>(array, row);
        case arrow::Type::UINT16:
            return numberAt<arrow::UInt16Array>(array, row);
        case arrow::Type::UINT32:
            return numberAt<arrow::UInt32Array>(array, row);
        case arrow::Type::UINT64:
            return numberAt<arrow::UInt64Array>(array, row);
        case arrow::Type::FLOAT:
            return numberAt<arrow::FloatArray>(array, row);
        case arrow::Type::DOUBLE:
            return numberAt<arrow::DoubleArray>(array, row);
        case arrow::Type::STRING:
            return textAt<arrow::StringArray>(array, row);
        case arrow::Type::LARGE_STRING:
            return textAt<arrow::LargeStringArray>(array, row);
        case arrow::Type::LIST:
            return listAt<arrow::ListArray>(array, row, level);
        case arrow::Type::LARGE_LIST:
            return listAt<arrow::LargeListArray>(array, row, level);
        case arrow::Type::DICTIONARY: {
            const auto& dictionary = static_cast<const arrow::DictionaryArray&>(array);
            return valueAt(*dictionary.dictionary(), dictionary.GetValueIndex(row), level + 1);
        }
        case arrow::Type::STRUCT: {
            const auto& fields = static_cast<const arrow::StructArray&>(array);
            Json object = Json::object();
            for (int i = 0; i < fields.num_fields(); ++i) {
                object[fields.struct_type()->field(i)->name()] = valueAt(*fields.field(i), row, level + 1);
            }
            return object;
        }
        default:
            return Json::object();
    }
}

}  // namespace

struct ParquetRecords::Impl {
    std::filesystem::path path;
    std::unique_ptr<parquet::arrow::FileReader> reader;  // outlives `batches`
    std::unique_ptr<arrow::RecordBatchReader> batches;
    std::shared_ptr<arrow::RecordBatch> batch;
    std::int64_t row = 0;
    std::uint64_t made = 0;
    std::uint64_t maxTotal = 0;

    tl::unexpected<Error> broken(const std::string& what) const {
        return fail(ErrorCode::InvalidInput, path.string() + " cannot be read as Parquet: " + what + ".",
                    "Write it again, or turn it into JSON Lines.");
    }
    Result<std::optional<std::string>> next();
};

Result<std::unique_ptr<ParquetRecords>> ParquetRecords::open(const std::filesystem::path& path,
                                                             std::uint64_t maxTotalBytes) {
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->maxTotal = maxTotalBytes;
    try {
        auto file = arrow::io::ReadableFile::Open(path.string());
        if (!file.ok()) {
            return impl->broken(file.status().message());
        }
        parquet::arrow::FileReaderBuilder builder;
        if (const auto opened = builder.Open(*file); !opened.ok()) {
            return impl->broken(opened.message());
        }
        parquet::ArrowReaderProperties properties;
        properties.set_batch_size(batchRows);
        if (const auto built = builder.properties(properties)->Build(&impl->reader); !built.ok()) {
            return impl->broken(built.message());
        }
        std::vector<int> groups(static_cast<std::size_t>(impl->reader->num_row_groups()));
        for (std::size_t i = 0; i < groups.size(); ++i) {
            groups[i] = static_cast<int>(i);
        }
        if (const auto got = impl->reader->GetRecordBatchReader(groups, &impl->batches); !got.ok()) {
            return impl->broken(got.message());
        }
    } catch (const std::exception& error) {  // parquet throws ParquetException for files that are damaged
        return impl->broken(error.what());
    }
    return std::unique_ptr<ParquetRecords>(new ParquetRecords(std::move(impl)));
}

Result<std::optional<std::string>> ParquetRecords::Impl::next() {
    try {
        while (!batch || row >= batch->num_rows()) {
            row = 0;
            if (const auto read = batches->ReadNext(&batch); !read.ok()) {
                return broken(read.message());
            }
            if (!batch) {
                return std::nullopt;
            }
            if (const auto sound = batch->ValidateFull(); !sound.ok()) {  // offsets of a hostile file
                return broken(sound.message());
            }
        }
        Json record = Json::object();
        for (int column = 0; column < batch->num_columns(); ++column) {
            record[batch->column_name(column)] = valueAt(*batch->column(column), row, 0);
        }
        ++row;
        auto text = dumpJson(record);
        made += text.size();
        if (made > maxTotal) {
            return broken("it holds more than " + std::to_string(maxTotal) + " bytes");
        }
        return text;
    } catch (const std::exception& error) {
        return broken(error.what());
    }
}

Result<std::optional<std::string>> ParquetRecords::next() { return m_impl->next(); }

#else

struct ParquetRecords::Impl {};

Result<std::unique_ptr<ParquetRecords>> ParquetRecords::open(const std::filesystem::path& path, std::uint64_t) {
    // A name with quotes in it is not put into a line that people paste into a shell.
    const std::string own = path.filename().string();
    const bool plain = own.find_first_of("'\"`$\\!") == std::string::npos;
    const std::string name = plain ? own : "FILE.parquet";
    const std::string made = (plain ? path.stem().string() : "FILE") + ".jsonl";
    return fail(ErrorCode::InvalidInput,
                path.string() + " is a Parquet file, and this Saferscope was built without Apache Arrow.",
                "Turn it into JSON Lines with one line: python3 -c \"import pandas; pandas.read_parquet('" + name +
                    "').to_json('" + made + "', orient='records', lines=True)\" or duckdb -c \"COPY (FROM '" + name +
                    "') TO '" + made + "'\"");
}

Result<std::optional<std::string>> ParquetRecords::next() { return std::nullopt; }

#endif

ParquetRecords::ParquetRecords(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ParquetRecords::~ParquetRecords() = default;

}  // namespace saferscope
