// Usage: node bank-holidays.js FIRST-YEAR LAST-YEAR   The public holidays of England that fall on weekdays, one a line, by date-holidays.
// The committed date-holidays.txt is that of 2018 to 2028; where it is made again, `npm ci` comes first.
const path = require('path');
const Holidays = require('date-holidays');
const lock = require('./package-lock.json').packages['node_modules/date-holidays'];
const [firstYear, lastYear] = process.argv.slice(2).map(Number);
const installed = require(path.join(__dirname, 'node_modules', 'date-holidays', 'package.json'));

if (installed.version !== lock.version) {
  throw new Error(`date-holidays ${installed.version} is installed, not ${lock.version}`);
}

console.log(`# date-holidays ${lock.version} ${lock.integrity}`);
console.log(`# new Holidays('GB', 'ENG'), type public, weekdays only, ${firstYear} to ${lastYear}`);
const calendar = new Holidays('GB', 'ENG');
for (let year = firstYear; year <= lastYear; year++) {
  const dates = calendar.getHolidays(year)
    .filter(holiday => holiday.type === 'public')
    .map(holiday => holiday.date.slice(0, 10))
    .filter(date => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()));
  for (const date of [...new Set(dates)].sort()) {
    console.log(date);
  }
}
